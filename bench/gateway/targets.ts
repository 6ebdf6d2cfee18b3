import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import OpenAI from "openai";
import { findFreePorts } from "../../scripts/launcher/ports.ts";
import type { Bench } from "../support/bench-app.ts";
import { installGateways } from "./install-gateways.ts";

const SHOPPERS = 64;
/** LiteLLM does not start without a strong one. */
const KEY = `sk-${randomBytes(32).toString("hex")}`;

export type TargetName = "direct" | "ours" | "portkey" | "litellm";

export type Target = { readonly name: TargetName; readonly client: OpenAI; readonly streams: boolean };

/** The mock model server, and what stands before it: each reached over one HTTP hop by the same client. */
export async function startTargets(
  bench: Bench,
  flags: readonly string[],
): Promise<{ targets: Target[]; ours: string }> {
  const port = await findFreePorts(1);
  const upstreamFile = join(bench.root, "bench", "support", "upstream.ts");
  const upstream = await bench.start("upstream", process.execPath, [upstreamFile], {
    port,
    path: "/v1/models",
    env: { PORT: String(port) },
  });
  const MODEL_URL = `${upstream}/v1`;
  const settings = { MODEL_URL, SHOPPERS: String(SHOPPERS) };
  const ours = await bench.startWithApp("ours", "support/governed-server.ts", settings, flags);
  const targets = [target("direct", upstream), target("ours", ours)];
  const { portkey, litellm } = await installGateways(bench.root, bench.supervisor);
  if (portkey) targets.push(await startPortkey(bench, portkey, MODEL_URL));
  if (litellm) targets.push(await startLitellm(bench, litellm, MODEL_URL));
  return { targets, ours };
}

function target(name: TargetName, origin: string, headers: Record<string, string> = {}, streams = true): Target {
  const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: KEY, maxRetries: 0, defaultHeaders: headers });
  return { name, client, streams };
}

async function startPortkey(bench: Bench, program: string, modelUrl: string): Promise<Target> {
  const port = await findFreePorts(1);
  const args = [program, `--port=${port}`, "--headless"];
  const origin = await bench.start("portkey", process.execPath, args, { port, path: "/" });
  // Streams fail on Node 24 ("immutable" headers), and wait 25 ms before their first chunk by design.
  return target("portkey", origin, { "x-portkey-provider": "openai", "x-portkey-custom-host": modelUrl }, false);
}

async function startLitellm(bench: Bench, program: string, modelUrl: string): Promise<Target> {
  const port = await findFreePorts(1);
  const folder = join(bench.root, ".cache", "bench");
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "litellm.yaml");
  const model = { model_name: "mock", litellm_params: { model: "openai/mock", api_base: modelUrl, api_key: KEY } };
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ model_list: [model], litellm_settings: { telemetry: false } }));
  const args = ["--config", config, "--host", "127.0.0.1", "--port", String(port), "--telemetry", "False"];
  const env = {
    LITELLM_LOCAL_MODEL_COST_MAP: "True",
    LITELLM_LOG: "ERROR",
    LITELLM_MASTER_KEY: KEY,
    NO_PROXY: "127.0.0.1",
  };
  const origin = await bench.start("litellm", program, args, { port, path: "/health/liveliness", env });
  return target("litellm", origin);
}
