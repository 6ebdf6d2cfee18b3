import { createServer, type Server } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { govern } from "~/modules/inference/govern.server";
import { forgetEndpointHealth } from "~/modules/inference/health/endpoint-health.server";
import type { GovernedRequest } from "~/modules/inference/inference-types";
import { closeModelClients } from "~/modules/inference/model-client.server";
import type { CallTimeouts } from "~/modules/inference/call-timeouts";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { makeModelShop, outcomeOf, requestOf } from "./inference-shop";

const LEARN_MS = 2_000;
/** TEST-NET-1 is routed nowhere (RFC 5737). */
const BLACKHOLE = "https://192.0.2.1:8443/v1";

const closers: (() => unknown)[] = [];

beforeEach(() => forgetEndpointHealth());
afterAll(async () => {
  await closeModelClients();
  for (const close of closers) await close();
});

async function startModel(options = {}): Promise<ScriptedModel> {
  const model = await startScriptedModel(options);
  closers.push(() => model.close());
  return model;
}

/** Takes connections and never says a word, not even in HTTP. */
async function startMute(): Promise<string> {
  const server: Server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`;
}

/** `ms` is the time from the first attempt to the end, without the database's share, which is a busy test machine's. */
async function ask(shop: ShopContext, timeouts: Partial<CallTimeouts> = {}, rest: Partial<GovernedRequest> = {}) {
  const events = await Array.fromAsync(govern(shop, requestOf("Is it waterproof?", rest), { timeouts }));
  const outcome = outcomeOf(events);
  const record = await getCallRecord(shop, outcome.callId);
  return { outcome, record, ms: record.totalMs ?? Infinity, reason: reasonOf(record.verdicts) };
}

const reasonOf = (verdicts: readonly { stage: string; detail: Readonly<Record<string, unknown>> }[]) =>
  verdicts.find(({ stage }) => stage === "call")?.detail["reason"];

describe("own timeouts", () => {
  it.each([
    ["the first token", "timeout_first_token", [{ waitMs: 3_000 }], { firstTokenMs: 200 }, "failed"],
    ["the next token", "timeout_between_tokens", [{ text: "Yes." }, { stall: true }], { betweenTokensMs: 200 }, "cut"],
    [
      "the whole",
      "timeout_total",
      [{ text: "Yes." }, { waitMs: 100 }, { text: " It" }, { stall: true }],
      { totalMs: 300 },
      "cut",
    ],
  ] as const)("end the wait for %s", async (_what, reason, steps, timeouts, state) => {
    const model = await startModel();
    model.script(steps);
    const result = await ask(await makeModelShop([model.baseUrl]), timeouts);
    expect(result.outcome).toMatchObject({ state, errorCode: "model_timeout", finishReason: null });
    expect([result.record.state, result.reason]).toEqual([state, reason]);
    expect(result.ms).toBeLessThan(LEARN_MS);
    await model.requests[0]?.aborted;
  });

  it("are not the only end of what has none: so many bytes are taken in, whatever they say", async () => {
    const model = await startModel();
    model.script([{ text: "Yes." }, { raw: `: ${"x".repeat(17 * 1_024 * 1_024)}\n\n` }, { stall: true }]);
    const { outcome, ms } = await ask(await makeModelShop([model.baseUrl]));
    expect(outcome).toMatchObject({ state: "cut", text: "Yes.", finishReason: null });
    expect(ms).toBeLessThan(15_000);
    await model.requests[0]?.aborted;
  });

  it("let a model think for as long as its server says that it is there", async () => {
    const model = await startModel();
    model.script([{ waitMs: 3_500 }, { text: "Yes." }]);
    expect((await ask(await makeModelShop([model.baseUrl]))).outcome).toMatchObject({
      state: "complete",
      text: "Yes.",
    });
  });
});

describe("a server that is down is known to be so within two seconds", () => {
  it("when it takes connections and never answers, and the next one who asks knows at once", async () => {
    const shop = await makeModelShop([await startMute()]);
    const first = await ask(shop);
    expect(first.outcome).toMatchObject({ state: "failed", errorCode: "model_unavailable" });
    expect(first.reason).toBe("unresponsive");
    expect(first.ms).toBeLessThan(LEARN_MS);
    const second = await ask(shop);
    expect([second.outcome.errorCode, second.reason, second.record.state]).toEqual([
      "model_unavailable",
      "circuit_open",
      "failed",
    ]);
    expect(second.outcome.retryAfterS).toBeGreaterThanOrEqual(1);
    expect(second.ms).toBeLessThan(300);
  });

  it("when it falls silent in the middle of an answer", async () => {
    const model = await startModel();
    model.script(async () => {
      model.hang(true);
      return [{ text: "You have 30 days. And" }, { stall: true }];
    });
    const { outcome, reason, ms } = await ask(await makeModelShop([model.baseUrl]));
    expect(outcome).toMatchObject({ state: "cut", errorCode: "model_unavailable", text: "You have 30 days." });
    expect(reason).toBe("unresponsive");
    expect(ms).toBeLessThan(LEARN_MS);
  });

  it("when its address leads nowhere", async () => {
    const { outcome, ms } = await ask(await makeModelShop([BLACKHOLE]));
    expect(outcome).toMatchObject({ state: "failed", errorCode: "model_unavailable" });
    expect(ms).toBeLessThan(LEARN_MS);
  });

  it("also when there are four of them, each silent in its own way", async () => {
    const gone = await startScriptedModel();
    await gone.close();
    const shop = await makeModelShop([await startMute(), await startMute(), gone.baseUrl, await startMute()]);
    const { outcome, ms } = await ask(shop);
    expect(outcome).toMatchObject({ state: "failed", errorCode: "model_unavailable" });
    expect(ms).toBeLessThan(LEARN_MS + 300);
  });

  it("and the next server answers instead", async () => {
    const model = await startModel();
    model.script("Yes.");
    const { outcome, record, ms } = await ask(await makeModelShop([await startMute(), model.baseUrl]));
    expect(outcome).toMatchObject({ state: "complete", text: "Yes." });
    expect([record.endpointName, record.request]).toEqual(["server 2", model.requests[0]?.raw]);
    expect(ms).toBeLessThan(LEARN_MS + 300);
  });
});

describe("a circuit", () => {
  it("opens after failures in a row, sends one probe, and closes when that is answered", async () => {
    const model = await startModel();
    const shop = await makeModelShop([model.baseUrl]);
    model.script([{ status: 500 }]);
    for (let call = 0; call < 3; call += 1) await ask(shop);
    expect(model.requests.length).toBe(5);
    expect((await ask(shop)).reason).toBe("circuit_open");
    expect(model.requests.length).toBe(5);
    await wait(2_100);
    model.script(async () => {
      await wait(300);
      return "Yes.";
    });
    const results = await Promise.all(Array.from({ length: 6 }, () => ask(shop)));
    expect(results.filter(({ outcome }) => outcome.state === "complete").length).toBe(1);
    expect(model.requests.length).toBe(6);
    expect((await ask(shop)).outcome.state).toBe("complete");
  });

  it("is not opened by a key or request that is refused", async () => {
    const model = await startModel();
    const shop = await makeModelShop([model.baseUrl]);
    model.script([{ status: 401 }]);
    for (let call = 0; call < 7; call += 1) expect((await ask(shop)).reason).toBe("status_401");
    expect(model.requests.length).toBe(7);
  });
});

describe("a server that is busy", () => {
  it("is sent as many calls as it has places, and the others wait", async () => {
    const model = await startModel({ slots: 2 });
    const shop = await makeModelShop([model.baseUrl]);
    await ask(shop);
    let running = 0;
    let most = 0;
    model.script(async () => {
      most = Math.max(most, (running += 1));
      await wait(200);
      running -= 1;
      return "Yes.";
    });
    const results = await Promise.all(Array.from({ length: 12 }, () => ask(shop)));
    expect(results.map(({ outcome }) => outcome.state)).toEqual(results.map(() => "complete"));
    expect(most).toBe(2);
  });

  it("says when to come again to those who would wait too long, and forgets those who leave the line", async () => {
    const model = await startModel({ slots: 1 });
    const shop = await makeModelShop([model.baseUrl]);
    model.script([{ waitMs: 3_000 }, { text: "Yes." }]);
    await ask(shop);
    model.script([{ text: "Yes." }, { stall: true }]);
    const reader = new AbortController();
    const others = Array.from({ length: 5 }, () => ask(shop, {}, { signal: reader.signal }));
    await wait(1_000);
    const { outcome, record, ms, reason } = await ask(shop);
    expect(outcome).toMatchObject({ state: "refused", errorCode: "model_busy", text: "" });
    expect([record.state, record.errorCode, reason]).toEqual(["refused", "model_busy", "no_place"]);
    expect(outcome.retryAfterS).toBeGreaterThanOrEqual(15);
    expect(ms).toBeLessThan(500);
    reader.abort();
    for (const left of await Promise.all(others))
      expect(left.outcome).toMatchObject({ state: "cut", errorCode: "aborted" });
    expect(model.requests.length).toBe(2);
  });
});
