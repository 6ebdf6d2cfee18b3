import type { CallRecord } from "~/modules/inference/call-record";
import { readSentRequest } from "~/modules/inference/sent-request";

/** What can still be done with a call, whoever asks. */
export type CallOffers = {
  /** There is something to read that a judgement and a note can be about. */
  readonly judge: boolean;
  /** Comments can be kept, and somebody can be asked to look. */
  readonly discuss: boolean;
  /** It can be run again, and kept as a test. */
  readonly repeat: boolean;
  /** Why something is not offered, in one sentence; null when all is. */
  readonly why: string | null;
};

const NONE = { judge: false, discuss: false, repeat: false } as const;

/** What makes sense for a call as it is now. */
export function callOffers({
  erased,
  state,
  purpose,
  request,
  response,
  evidence,
}: Pick<CallRecord, "erased" | "state" | "purpose" | "request" | "response" | "evidence">): CallOffers {
  if (erased)
    return {
      ...NONE,
      why: "The conversation was erased: nobody can read any more what would be judged, discussed or run again.",
    };
  if (state === "recorded")
    return {
      ...NONE,
      discuss: true,
      why: "The call is still in progress: it can be judged and run again when it has ended.",
    };
  if (request === null && response === null)
    return {
      ...NONE,
      discuss: true,
      why: "Nothing was sent for this call: there is no answer to judge and nothing to run again.",
    };
  const whole = { judge: true, discuss: true };
  if (purpose === "check")
    return { ...whole, repeat: false, why: "This was a check of a server: it is made again under Models." };
  if (request === null || readSentRequest(request, evidence) === null)
    return {
      ...whole,
      repeat: false,
      why: "It cannot be run again: what was sent is not a question as the app asks them now.",
    };
  return { ...whole, repeat: true, why: null };
}
