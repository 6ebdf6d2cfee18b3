import { availableParallelism } from "node:os";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findProgram, findPython } from "./find-program.ts";
import { installRuntime } from "./install-runtime.ts";
import type { RunCommand } from "./install-runtime.ts";
import { readManifest } from "./manifest.ts";
import { chooseModel } from "./model-plan.ts";
import type { ModelPlan, ModelWishes } from "./model-plan.ts";

const MAX_THREADS = 8;
const DEFAULT_CONTEXT_TOKENS = 8192;
const DEFAULT_PARALLEL = 2;

export type ModelSetup = {
  wishes: ModelWishes;
  /** Where the embedded model server is installed. */
  folder: string;
  port: number;
  /** Key that the embedded server asks for. */
  apiKey: string;
  run: RunCommand;
};

/**
 * Finds a model server, installing the embedded one when nothing else is configured. Never throws: without a model
 * the app still runs, and the plan says why there is none.
 */
export async function prepareModel(setup: ModelSetup): Promise<ModelPlan> {
  const { wishes } = setup;
  const llamaServer = findProgram("llama-server");
  try {
    switch (chooseModel(wishes, llamaServer !== null)) {
      case "given":
        return { kind: "given", baseUrl: wishes.baseUrl ?? "", apiKey: wishes.apiKey, model: wishes.model };
      case "off":
        return { kind: "none", reason: "INFERENCE=off" };
      case "llama-server":
        return planLlamaServer(setup, llamaServer ?? "", wishes.gguf ?? "");
      case "python":
        return await planPython(setup);
    }
  } catch (error) {
    return { kind: "none", reason: error instanceof Error ? error.message : String(error) };
  }
}

function planLlamaServer(setup: ModelSetup, command: string, gguf: string): ModelPlan {
  if (!existsSync(gguf)) return { kind: "none", reason: `INFERENCE_GGUF: there is no file ${gguf}` };
  const model = setup.wishes.model ?? "local";
  const args = [
    "--model",
    gguf,
    "--alias",
    model,
    "--host",
    "127.0.0.1",
    "--port",
    String(setup.port),
    "--jinja",
    "--metrics",
  ];
  const size = ["--ctx-size", String(DEFAULT_CONTEXT_TOKENS), "--parallel", String(DEFAULT_PARALLEL)];
  // llama-server reads its key from this variable, which no process list shows.
  return { ...addressOf(setup), model, command, args: [...args, ...size], env: { LLAMA_API_KEY: setup.apiKey } };
}

async function planPython(setup: ModelSetup): Promise<ModelPlan> {
  const manifest = readManifest();
  const { runtime, model } = manifest;
  const python = findPython(runtime.minimumPython);
  if (!python) return { kind: "none", reason: `there is no Python ${runtime.minimumPython} or newer on the PATH` };
  const installed = await installRuntime(setup.folder, python, manifest, setup.run);
  const env = {
    INFERENCE_GGUF: installed.gguf,
    INFERENCE_PORT: String(setup.port),
    INFERENCE_API_KEY: setup.apiKey,
    INFERENCE_MODEL: model.id,
    INFERENCE_CONTEXT: String(model.contextTokens),
    INFERENCE_PARALLEL: String(model.parallelRequests),
    INFERENCE_THREADS: String(Math.min(MAX_THREADS, availableParallelism())),
    ...(installed.pythonPath && { PYTHONPATH: installed.pythonPath }),
  };
  const script = fileURLToPath(new URL("serve.py", import.meta.url));
  return { ...addressOf(setup), model: model.id, command: installed.python, args: [script], env };
}

function addressOf({ port, apiKey }: ModelSetup): { kind: "embedded"; baseUrl: string; apiKey: string } {
  return { kind: "embedded", baseUrl: `http://127.0.0.1:${port}/v1`, apiKey };
}
