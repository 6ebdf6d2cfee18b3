import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { CALL_TIMEOUTS } from "~/modules/inference/call-timeouts";
import { callModel, startReply } from "~/modules/inference/call-model.server";
import { getServerFingerprint } from "~/modules/inference/fingerprint.server";
import { getEndpointHealth } from "~/modules/inference/health/endpoint-health.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { defaultEndpoints } from "~/modules/inference/resolve-endpoints.server";

const Slots = z.array(z.object({ is_processing: z.boolean() }));
const FREE_WITHIN_MS = 1_000;
/** On a machine that is busy otherwise, neither the server nor this test comes in time by its own fault. */
const BUSY_MACHINE_RETRIES = 2;
const QUESTION = "Tell a very long story about a lighthouse.";

const [endpoint] = defaultEndpoints();
if (!endpoint) throw new Error("the smoke tests need INFERENCE_BASE_URL");

afterAll(closeModelClients);

/** A call of the app's own, as far as the model is concerned. */
function call(signal: AbortSignal) {
  const reply = startReply(endpoint ?? null);
  const texts = callModel(
    {
      shopId: "smoke.myshopify.com",
      endpoints: endpoint ? [endpoint] : [],
      toBody: ({ model }) => ({
        model,
        max_tokens: 3_000,
        stream: true,
        messages: [{ role: "user", content: QUESTION }],
      }),
      onFailover: async () => undefined,
      signal,
      timeouts: CALL_TIMEOUTS,
      isForced: false,
    },
    reply,
  );
  return { reply, texts };
}

async function busySlots(): Promise<number> {
  const response = await fetch(new URL("/slots", endpoint?.baseUrl), {
    headers: { authorization: `Bearer ${endpoint?.apiKey ?? ""}` },
  });
  return Slots.parse(await response.json()).filter((slot) => slot.is_processing).length;
}

/** Milliseconds until the real server works on nothing any more. */
async function untilFree(): Promise<number> {
  const leftAt = performance.now();
  await expect.poll(busySlots, { timeout: 2 * FREE_WITHIN_MS, interval: 20 }).toBe(0);
  return performance.now() - leftAt;
}

describe(
  "when the reader of a governed call leaves, llama.cpp's slot is free within a second",
  { retry: BUSY_MACHINE_RETRIES },
  () => {
    it("in the middle of the answer", async () => {
      const reader = new AbortController();
      const { reply, texts } = call(reader.signal);
      let pieces = 0;
      for await (const _ of texts) if ((pieces += 1) === 5) break;
      expect(pieces).toBe(5);
      expect(await untilFree()).toBeLessThan(FREE_WITHIN_MS);
      expect(reply.completion.finishReason).toBeNull();
    });

    it("by its signal", async () => {
      const reader = new AbortController();
      const { reply, texts } = call(reader.signal);
      let busy = 0;
      for await (const _ of texts) {
        if (reader.signal.aborted) continue;
        busy = await busySlots();
        reader.abort();
      }
      expect(busy).toBe(1);
      expect(await untilFree()).toBeLessThan(FREE_WITHIN_MS);
      expect(reply.failure).toMatchObject({ code: "aborted" });
    });

    it("before the first token", async () => {
      const reader = new AbortController();
      const { reply, texts } = call(reader.signal);
      const read = Array.fromAsync(texts);
      await expect.poll(busySlots, { timeout: 5_000, interval: 5 }).toBe(1);
      reader.abort();
      await read;
      expect(await untilFree()).toBeLessThan(FREE_WITHIN_MS);
      expect(reply.failure).toMatchObject({ code: "aborted" });
    });
  },
);

it("the app learns how many places the server has", async () => {
  expect(await getServerFingerprint(endpoint)).toContain("llama.cpp");
  expect(getEndpointHealth(endpoint).slots).toBeGreaterThanOrEqual(1);
});
