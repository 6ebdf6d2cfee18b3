import { z } from "zod";
import type { ServerKind } from "./doctor-report";
import { askPage, serverRoots } from "./ask-page.server";
import { plainText } from "./explain-error";
import type { Finding, Visit } from "./visit";

/** llama.cpp's GET /props (tools/server/README.md), vLLM's GET /version (docs/usage/security.md), and who owns the models in either. */
const Props = z.object({
  build_info: z.string(),
  model_path: z.string().optional(),
  default_generation_settings: z.object({ n_ctx: z.number().int().positive() }).optional(),
});
const Version = z.object({ version: z.string() });
const Models = z.object({ data: z.array(z.object({ owned_by: z.string().optional() })) });
const MAX_FINGERPRINT_CHARS = 200;

type Identity = { readonly kind: ServerKind; readonly fingerprint: string | null; readonly contextTokens?: number };

/** Which program answers, in which version: the fingerprint that each call's record keeps. */
export async function checkServer(visit: Visit): Promise<Finding> {
  const identity = (await fromProps(visit)) ?? (await fromModels(visit));
  const { kind, fingerprint } = identity;
  if (fingerprint === null) {
    const detail = kind === "other" ? "The server does not say what it is." : `${NAMES[kind]}, of unknown version.`;
    return { result: "unknown", detail, facts: { kind } };
  }
  return { result: "pass", detail: `${plainText(fingerprint, MAX_FINGERPRINT_CHARS)}.`, facts: identity };
}

const NAMES = { "llama.cpp": "llama.cpp", vllm: "vLLM", other: "Another server" } as const satisfies Record<
  ServerKind,
  string
>;

async function fromProps(visit: Visit): Promise<Identity | null> {
  const props = await readPage(visit, "props", Props);
  if (props === null) return null;
  const file = props.model_path?.split(/[\\/]/).at(-1);
  const contextTokens = props.default_generation_settings?.n_ctx;
  return {
    kind: "llama.cpp",
    fingerprint: `llama.cpp ${props.build_info}${file ? `, ${file}` : ""}`,
    ...(contextTokens === undefined ? {} : { contextTokens }),
  };
}

async function fromModels(visit: Visit): Promise<Identity> {
  const { json, headers } = await askPage(visit, `${visit.endpoint.baseUrl}/models`);
  const owner = Models.safeParse(json).data?.data[0]?.owned_by;
  if (owner === "llamacpp" || headers.get("server") === "llama.cpp") return { kind: "llama.cpp", fingerprint: null };
  const version = await readPage(visit, "version", Version);
  if (owner === "vllm") return { kind: "vllm", fingerprint: version === null ? null : `vLLM ${version.version}` };
  return { kind: "other", fingerprint: version === null ? null : `version ${version.version}` };
}

async function readPage<T>(visit: Visit, name: string, schema: z.ZodType<T>): Promise<T | null> {
  for (const root of serverRoots(visit)) {
    const { status, json } = await askPage(visit, `${root}/${name}`);
    const parsed = status === 200 ? schema.safeParse(json) : null;
    if (parsed?.success) return parsed.data;
  }
  return null;
}
