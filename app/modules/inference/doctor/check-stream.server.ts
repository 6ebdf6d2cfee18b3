import { askModel } from "./ask-model.server";
import type { Finding, Visit } from "./visit";

const MAX_TOKENS = 24;

/** Whether an answer comes as a stream and says why it ended: without that, a cut answer looks like a whole one. */
export async function checkStream(visit: Visit): Promise<Finding> {
  const stream = await askModel(visit, {
    messages: [{ role: "user", content: "Name three colours." }],
    max_tokens: MAX_TOKENS,
    temperature: 0,
  });
  const facts = { stream };
  if (stream.firstTokenMs === null && stream.finishReason === null)
    return {
      result: "fail",
      detail: "The stream held no answer.",
      fix: "See the server's log: it may speak another protocol here.",
      facts,
    };
  if (stream.finishReason === null)
    return {
      result: "fail",
      detail: "The answer ended without a finish reason, so a cut answer could not be told from a whole one.",
      fix: "Update the server, or look for a proxy in between that cuts streams short.",
      facts,
    };
  return { result: "pass", detail: `The answer was streamed and ended with "${stream.finishReason}".`, facts };
}
