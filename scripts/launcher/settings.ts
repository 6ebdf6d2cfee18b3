import { resolve } from "node:path";
import { z } from "zod";
import { LaunchError } from "./launch-error.ts";
import type { Environment as ProcessEnvironment } from "./supervisor.ts";

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

const Environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: port(3000),
  DEVSTORE_PORT: port(4000),
  DATABASE_PORT: port(54_329),
  INFERENCE_PORT: port(8090),
  DATA_DIR: z.string().default(".data"),
  MODEL_DIR: z.string().optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  INFERENCE: z.enum(["auto", "off"]).default("auto"),
  INFERENCE_BASE_URL: url.optional(),
  INFERENCE_API_KEY: z.string().optional(),
  INFERENCE_MODEL: z.string().optional(),
  INFERENCE_GGUF: z.string().optional(),
  SHOPIFY_API_KEY: z.string().optional(),
  SHOPIFY_API_SECRET: z.string().optional(),
  SHOPIFY_APP_URL: url.optional(),
  DEVSTORE_STORE: z.string().optional(),
});

const HINTS: Record<string, string> = {
  PORT: "a port from 1 to 65535",
  DEVSTORE_PORT: "a port from 1 to 65535",
  DATABASE_PORT: "a port from 1 to 65535",
  INFERENCE_PORT: "a port from 1 to 65535",
  INFERENCE: '"auto" or "off"',
  INFERENCE_BASE_URL: "an address such as http://127.0.0.1:8000/v1",
  SHOPIFY_APP_URL: "an address such as https://app.example.com",
  DATABASE_URL: "an address such as postgresql://user:password@host:5432/inhouse",
  DATABASE_OWNER_URL: "an address such as postgresql://user:password@host:5432/inhouse",
};

export type ShopifyCredentials = { apiKey: string; apiSecret: string };

/** What a person can set through the environment, with defaults; paths are absolute. */
export type Settings = {
  mode: "production" | "development";
  verbose: boolean;
  root: string;
  dataDir: string;
  /** Where the embedded model is installed: DATA_DIR/llama unless shared between data folders. */
  modelDir: string;
  host: string;
  port: number;
  devstorePort: number;
  databasePort: number;
  inferencePort: number;
  appUrl: string;
  /** Null when the dev store stands in for Shopify. */
  shopify: ShopifyCredentials | null;
  devstoreStore: string | undefined;
  database: { url: string | undefined; ownerUrl: string | undefined };
  inference: {
    enabled: boolean;
    baseUrl: string | undefined;
    apiKey: string | undefined;
    model: string | undefined;
    gguf: string | undefined;
  };
};

/**
 * Reads the launcher's settings. Empty variables count as absent.
 * @throws {LaunchError} one line that names the variable, its value and what would be right.
 */
export function readSettings(env: ProcessEnvironment, args: readonly string[], root: string): Settings {
  const values = parseEnvironment(env);
  rejectSharedPorts(values);
  const dataDir = resolve(root, values.DATA_DIR);
  return {
    mode: args.includes("--dev") ? "development" : "production",
    verbose: args.includes("--verbose"),
    root,
    dataDir,
    modelDir: values.MODEL_DIR ? resolve(root, values.MODEL_DIR) : resolve(dataDir, "llama"),
    host: values.HOST,
    port: values.PORT,
    devstorePort: values.DEVSTORE_PORT,
    databasePort: values.DATABASE_PORT,
    inferencePort: values.INFERENCE_PORT,
    appUrl: values.SHOPIFY_APP_URL ?? `http://localhost:${values.PORT}`,
    shopify: shopifyCredentials(values),
    devstoreStore: values.DEVSTORE_STORE && resolve(root, values.DEVSTORE_STORE),
    database: { url: values.DATABASE_URL, ownerUrl: ownerUrl(values) },
    inference: {
      enabled: values.INFERENCE === "auto",
      baseUrl: values.INFERENCE_BASE_URL,
      apiKey: values.INFERENCE_API_KEY,
      model: values.INFERENCE_MODEL,
      gguf: values.INFERENCE_GGUF && resolve(root, values.INFERENCE_GGUF),
    },
  };
}

type Values = z.infer<typeof Environment>;

function parseEnvironment(env: ProcessEnvironment): Values {
  const given: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) if (value?.trim()) given[name] = value.trim();
  // The Shopify CLI puts the tunnel's address into HOST.
  if (given["HOST"]?.includes("://")) delete given["HOST"];
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  const shown = name.startsWith("DATABASE_") && name.endsWith("URL") ? "not one" : JSON.stringify(given[name]);
  throw new LaunchError(`${name} must be ${HINTS[name] ?? "set to another value"}, but is ${shown}.`);
}

function rejectSharedPorts(values: Values): void {
  const seen = new Map<number, string>();
  for (const name of ["PORT", "DEVSTORE_PORT", "DATABASE_PORT", "INFERENCE_PORT"] as const) {
    const other = seen.get(values[name]);
    if (other) throw new LaunchError(`${other} and ${name} are both ${values[name]}: give one of them another port.`);
    seen.set(values[name], name);
  }
}

function shopifyCredentials(values: Values): ShopifyCredentials | null {
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret } = values;
  if (!apiKey && !apiSecret) return null;
  const needed = { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret, SHOPIFY_APP_URL: values.SHOPIFY_APP_URL };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
  if (!apiKey || !apiSecret || missing.length > 0) {
    throw new LaunchError(
      `To connect to Shopify, set ${missing.join(" and ")} too; to use the dev store, unset all SHOPIFY_ variables.`,
    );
  }
  return { apiKey, apiSecret };
}

function ownerUrl(values: Values): string | undefined {
  if (values.DATABASE_OWNER_URL && !values.DATABASE_URL) {
    throw new LaunchError("DATABASE_OWNER_URL is set without DATABASE_URL: set both, or only DATABASE_URL.");
  }
  return values.DATABASE_OWNER_URL;
}
