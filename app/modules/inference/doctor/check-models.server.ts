import { z } from "zod";
import { askPage } from "./ask-page.server";
import { plainText } from "./explain-error";
import type { Finding, Visit } from "./visit";

/** `max_model_len` is vLLM's, `meta.n_ctx` llama.cpp's: how much one request may hold. */
const Models = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      max_model_len: z.number().int().positive().nullish(),
      meta: z.object({ n_ctx: z.number().int().positive().optional() }).nullish(),
    }),
  ),
});
const MAX_NAMED = 5;
const MAX_NAME_CHARS = 80;

/** Whether the server has the model that is asked for. Without one, the first of its list is examined. */
export async function checkModels(visit: Visit): Promise<Finding> {
  const { status, json } = await askPage(visit, `${visit.endpoint.baseUrl}/models`);
  const parsed = Models.safeParse(json);
  if (status !== 200 || !parsed.success)
    return {
      result: "fail",
      detail: `The server does not list its models (status ${status}).`,
      fix: "Check the API key first.",
    };
  const models = parsed.data.data;
  const names = models.slice(0, MAX_NAMED).map(({ id }) => plainText(id, MAX_NAME_CHARS));
  const wanted = visit.endpoint.model;
  const found = wanted === "" ? models[0] : models.find(({ id }) => id === wanted);
  if (!found)
    return {
      result: "fail",
      detail:
        wanted === ""
          ? "The server lists no model."
          : `The server has no model "${wanted}". It has: ${names.join(", ") || "none"}.`,
      fix: wanted === "" ? "Load a model on the server." : "Enter one of these names, or load the model on the server.",
    };
  const contextTokens = found.max_model_len ?? found.meta?.n_ctx ?? visit.facts.contextTokens;
  return { result: "pass", detail: describe(names, wanted, models.length), facts: { model: found.id, contextTokens } };
}

function describe(names: readonly string[], wanted: string, count: number): string {
  if (wanted !== "") return `"${plainText(wanted, MAX_NAME_CHARS)}" is there.`;
  return count === 1
    ? `"${names[0]}" is there.`
    : `No model was named, so the first is examined. There are: ${names.join(", ")}.`;
}
