/** How the app reaches a model, and what has to run for it. */
export type ModelPlan =
  | { kind: "given"; baseUrl: string; apiKey: string | undefined; model: string | undefined }
  | {
      kind: "embedded";
      baseUrl: string;
      apiKey: string;
      model: string;
      command: string;
      args: string[];
      env: Record<string, string>;
    }
  | { kind: "none"; reason: string };

export type ModelWishes = {
  enabled: boolean;
  baseUrl: string | undefined;
  apiKey: string | undefined;
  model: string | undefined;
  gguf: string | undefined;
};

export type ModelChoice = "given" | "llama-server" | "python" | "off";

/** Order of choices: an address, then llama-server with a GGUF file, then the embedded model in Python. */
export function chooseModel(wishes: ModelWishes, hasLlamaServer: boolean): ModelChoice {
  if (wishes.baseUrl) return "given";
  if (!wishes.enabled) return "off";
  return hasLlamaServer && wishes.gguf ? "llama-server" : "python";
}
