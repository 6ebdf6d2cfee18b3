import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { CallLedger, Reading } from "./doctor/visit";
import type { Endpoint } from "./endpoint";
import { finishCall } from "./finish-call.server";
import type { CallOutcome, StageVerdict } from "./inference-types";
import { emptyCompletion } from "./read-completion.server";
import { recordCall } from "./record-call.server";

const PROMPT_VERSION = "doctor@1";

/** Writes the doctor's calls into the shop's log, each before it is made. Nothing of their answers is released to anyone. */
export function recordDoctorCalls(shop: ShopContext, endpoint: Endpoint): CallLedger {
  return async (body) => {
    const { value: recorded } = await recordCall(shop, {
      purpose: "check",
      promptVersion: PROMPT_VERSION,
      endpoint,
      body: JSON.stringify(body),
      evidence: [],
    });
    const startedAt = performance.now();
    return async (reading) => {
      const totalMs = Math.round(performance.now() - startedAt);
      const completion = { ...emptyCompletion(), ...(reading && toCompletion(reading)) };
      await finishCall(shop, recorded, {
        outcome: toOutcome(recorded.id, reading),
        completion,
        verdicts: [toVerdict(reading, totalMs)],
        fingerprint: reading?.systemFingerprint ?? null,
        totalMs,
      });
    };
  };
}

function toCompletion({ toolCalls, ...reading }: Reading) {
  return toolCalls.length === 0 ? reading : { ...reading, text: reading.text + JSON.stringify(toolCalls) };
}

/** An answer that was left on purpose is cut, as one that a reader has left. */
function toOutcome(callId: string, reading: Reading | null): CallOutcome {
  const finishReason = reading?.finishReason ?? null;
  const hasBegun = reading !== null && reading.firstTokenMs !== null;
  return {
    callId,
    state: finishReason !== null ? "complete" : hasBegun ? "cut" : "failed",
    text: "",
    withheld: [],
    finishReason,
    errorCode: finishReason !== null ? null : hasBegun ? "aborted" : "model_failed",
  };
}

function toVerdict(reading: Reading | null, ms: number): StageVerdict {
  const isWhole = reading !== null && reading.finishReason !== null;
  return { stage: "call", verdict: isWhole ? "pass" : "failed", detail: { reason: "doctor" }, ms };
}
