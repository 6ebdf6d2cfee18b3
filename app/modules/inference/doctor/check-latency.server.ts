import { askModel } from "./ask-model.server";
import type { Finding, Visit } from "./visit";

const SAMPLES = 3;
const SLOW_MS = 2_000;
const TOO_SLOW_MS = 10_000;
const QUESTIONS = ["Say yes.", "Say no.", "Say maybe."] as const;

/** How long a shopper waits until words appear, at best: a short question, an otherwise idle moment. */
export async function checkLatency(visit: Visit): Promise<Finding> {
  const times: number[] = [];
  for (const content of QUESTIONS.slice(0, SAMPLES)) {
    const { firstTokenMs } = await askModel(visit, { messages: [{ role: "user", content }], max_tokens: 2 });
    if (firstTokenMs !== null) times.push(firstTokenMs);
  }
  const firstTokenMs = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
  if (firstTokenMs === undefined) return { result: "unknown", detail: "No question was answered." };
  const facts = { firstTokenMs };
  const detail = `${firstTokenMs} ms, the median of ${times.length} short questions.`;
  if (firstTokenMs < SLOW_MS) return { result: "pass", detail, facts };
  return {
    result: firstTokenMs < TOO_SLOW_MS ? "warn" : "fail",
    detail,
    fix: "Use a smaller or more strongly quantised model, a faster machine, or a server nearer to this app.",
    facts,
  };
}
