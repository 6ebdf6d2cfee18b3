import { z } from "zod";
import { askPage, serverRoots } from "./ask-page.server";
import type { Visit } from "./visit";

const Slots = z.array(z.object({ is_processing: z.boolean() })).min(1);
/** Requests that are worked on: llama.cpp, vLLM, SGLang; one line for each engine. */
const RUNNING =
  /^(?:llamacpp:requests_processing|vllm:num_requests_running|sglang:num_running_reqs)(?:\{[^}]*\})?\s+([\d.e+]+)/gm;

/** How many requests the server works on now, as it says itself; null when it does not say. */
export async function readBusyCount(visit: Visit): Promise<number | null> {
  for (const root of serverRoots(visit)) {
    const slots = Slots.safeParse((await askPage(visit, `${root}/slots`)).json);
    if (slots.success) return slots.data.filter((slot) => slot.is_processing).length;
    const counts = [...(await askPage(visit, `${root}/metrics`)).text.matchAll(RUNNING)].map(([, count]) =>
      Number(count),
    );
    if (counts.length > 0) return counts.reduce((sum, count) => sum + count, 0);
  }
  return null;
}
