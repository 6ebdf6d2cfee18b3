import { APIError } from "openai";
import { z } from "zod";
import { askModel } from "./ask-model.server";
import { explainError } from "./explain-error";
import type { Finding, Reading, Visit } from "./visit";

/** Values that no model would choose by itself. */
const Answer = z.strictObject({ verdict: z.enum(["quince", "juniper"]), sure: z.boolean() });
/** Room for a model that thinks first. */
const MAX_TOKENS = 400;

/** Whether an answer keeps to a JSON schema; the question asks for something else, so that only the server can make it. */
export async function checkJsonSchema(visit: Visit): Promise<Finding> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(Answer, { target: "draft-7" });
  let reading: Reading;
  try {
    reading = await askModel(visit, {
      messages: [{ role: "user", content: "Write two lines about the sea." }],
      max_tokens: MAX_TOKENS,
      temperature: 0,
      response_format: { type: "json_schema", json_schema: { name: "doctor", strict: true, schema } },
    });
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined) throw error;
    return { result: "warn", detail: explainError(error), fix: FIX };
  }
  if (Answer.safeParse(parse(reading.text)).success)
    return { result: "pass", detail: "The answer kept to the schema.", facts: { jsonSchema: true } };
  if (reading.finishReason === "length")
    return { result: "unknown", detail: `The model was not done after ${MAX_TOKENS} tokens. It may think for long.` };
  return { result: "warn", detail: "The server took the schema and ignored it.", fix: FIX };
}

const FIX =
  "Update the server: llama.cpp and vLLM both hold an answer to a JSON schema (response_format of type json_schema). Until then product copy is written as plain text.";

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
