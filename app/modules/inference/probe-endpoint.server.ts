import type { ShopContext } from "~/modules/tenancy/shop-context";
import { completeGoverned } from "./complete-governed.server";
import type { Endpoint } from "./endpoint";
import { explainFailure } from "./explain-failure";
import type { CallOutcome, StageVerdict } from "./inference-types";

const PROBE_TIMEOUT_MS = 10_000;
const MAX_PROBE_TOKENS = 8;

/**
 * A real, short call (at most 8 tokens, 10 seconds) that holds nothing of the shop; recorded like every other one, as a "check".
 * @throws AppError `budget_exceeded`.
 */
export function probeEndpoint(shop: ShopContext, endpoints: readonly Endpoint[]): Promise<CallOutcome> {
  return completeGoverned(
    shop,
    {
      purpose: "chat",
      promptVersion: "check@1",
      instructions: "Answer with one word.",
      turns: [{ role: "user", content: "Say OK." }],
      evidence: [],
      knownValues: [],
      protectedTerms: [],
      budgetScopes: [],
      maxOutputTokens: MAX_PROBE_TOKENS,
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    },
    { endpoints, recordAs: "check" },
  );
}

/** Why the probe was not answered, for staff; null when it was. `verdicts` are its record's. */
export function probeProblem(
  { state, errorCode }: Pick<CallOutcome, "state" | "errorCode">,
  verdicts: readonly StageVerdict[],
): string | null {
  if (state === "complete") return null;
  if (errorCode === "aborted" || errorCode === "model_timeout")
    return "The model server did not answer within 10 seconds. It may still be loading its model, or be too busy.";
  if (errorCode === "model_busy")
    return "The model server is busy with other answers, and the line before it is full. Try again in a minute.";
  if (errorCode === "model_unavailable") {
    const words = explainFailure(verdicts);
    return words
      ? `The model server cannot be reached. ${words.meaning} ${words.fix}`
      : "The model server cannot be reached. Check that it runs, and its address.";
  }
  return state === "cut"
    ? "The model server broke off its answer."
    : "The model server refused the request. Check the model's name and the API key.";
}
