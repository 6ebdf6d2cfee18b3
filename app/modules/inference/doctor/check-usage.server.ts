import type { Finding, Visit } from "./visit";

/** Whether a stream ends with its token counts (`stream_options.include_usage`). */
export async function checkUsage({ facts }: Visit): Promise<Finding> {
  const { stream } = facts;
  if (stream === null) return { result: "unknown", detail: "There was no streamed answer to look at." };
  const { promptTokens, completionTokens } = stream;
  if (promptTokens === null || completionTokens === null)
    return {
      result: "warn",
      detail: "The stream does not say how many tokens it used, so budgets are kept by estimate.",
      fix: "Update the server to a version that knows stream_options.include_usage.",
    };
  return { result: "pass", detail: `${promptTokens} tokens in, ${completionTokens} out.` };
}
