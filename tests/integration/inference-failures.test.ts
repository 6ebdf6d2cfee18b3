import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import type { AppError } from "~/lib/app-error";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { collect, makeModelShop, outcomeOf, requestOf } from "./inference-shop";

let model: ScriptedModel;
let shop: ShopContext;

beforeAll(async () => {
  model = await startScriptedModel({ apiKey: "sk-test-key" });
  shop = await makeModelShop([model.baseUrl], "sk-test-key");
});
beforeEach(() => model.reset());
afterAll(async () => {
  await closeModelClients();
  await model.close();
});

describe("an answer that is not whole", () => {
  it.each([
    ["the connection is cut", [{ text: "You have 30 days. It costs €12" }, { cut: true }]],
    ["the stream ends without a finish reason", [{ text: "You have 30 days. It costs €12" }, { endSilently: true }]],
    ["the stream turns into nonsense", [{ text: "You have 30 days. It costs €12" }, { raw: "data: {not json}\n\n" }]],
    [
      "the server reports an error",
      [{ text: "You have 30 days. It costs €12" }, { raw: 'data: {"error":{"message":"out of memory"}}\n\n' }],
    ],
  ] as const)("is cut when %s, and its half sentence is not said", async (_name, steps) => {
    model.script(steps);
    const events = await collect(shop, requestOf("How long?"));
    expect(outcomeOf(events)).toMatchObject({ state: "cut", finishReason: null, text: "You have 30 days." });
    expect(model.requests.length).toBe(1);
    expect((await getCallRecord(shop, outcomeOf(events).callId)).state).toBe("cut");
  });

  it("drops the sentence that its length limit broke off", async () => {
    model.script([{ text: "You have 30 days. It costs €12" }, { finish: "length" }]);
    expect(outcomeOf(await collect(shop, requestOf("How long?")))).toMatchObject({
      state: "complete",
      finishReason: "length",
      text: "You have 30 days.",
    });
  });

  it("is ended by us when the model does not stop", async () => {
    model.script([{ text: Array.from({ length: 2_000 }, () => "Yes it is. ") }]);
    const outcome = outcomeOf(await collect(shop, requestOf("Is it?", { maxOutputTokens: 20 })));
    expect(outcome).toMatchObject({ state: "cut", errorCode: "model_failed" });
    expect(outcome.withheld.at(-1)?.reason).toBe("too_long");
    expect(outcome.text.length).toBeLessThan(1_000);
  });
});

describe("a server that fails", () => {
  it("is tried a second time, then the next one is asked with its own model, and the record says so", async () => {
    const second = await startScriptedModel();
    const own = await makeModelShop([model.baseUrl, second.baseUrl], "sk-test-key");
    model.script([{ status: 500 }]);
    second.script("Yes.");
    const outcome = outcomeOf(await collect(own, requestOf("Is it waterproof?")));
    expect(outcome).toMatchObject({ state: "complete", text: "Yes." });
    expect(model.requests.length).toBe(2);
    const record = await getCallRecord(own, outcome.callId);
    expect(record).toMatchObject({ endpointName: "server 2", model: "model-2" });
    expect(record.request).toBe(second.requests[0]?.raw);
    await second.close();
  });

  it("is not tried again once it has begun to answer", async () => {
    model.script([{ text: "You" }, { cut: true }]);
    expect(outcomeOf(await collect(shop, requestOf("Is it?")))).toMatchObject({ state: "cut", text: "" });
    expect(model.requests.length).toBe(1);
  });

  it.each([
    [401, "model_failed", 1],
    [400, "model_failed", 1],
    [500, "model_failed", 2],
    [503, "model_unavailable", 2],
    [429, "model_unavailable", 2],
  ] as const)("with status %i fails the call as %s after %i requests", async (status, errorCode, requests) => {
    model.script([{ status }]);
    expect(outcomeOf(await collect(shop, requestOf("Is it?")))).toMatchObject({ state: "failed", errorCode, text: "" });
    expect(model.requests.length).toBe(requests);
  });

  it("and is gone is known within two seconds", async () => {
    const gone = await startScriptedModel();
    await gone.close();
    const own = await makeModelShop([gone.baseUrl]);
    const startedAt = performance.now();
    const outcome = outcomeOf(await collect(own, requestOf("Is it?")));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(outcome).toMatchObject({ state: "failed", errorCode: "model_unavailable" });
    expect((await getCallRecord(own, outcome.callId)).state).toBe("failed");
  });

  it("is not needed to fail: a shop without any gets the same answer", async () => {
    const own = await makeModelShop([]);
    expect(outcomeOf(await collect(own, requestOf("Is it?")))).toMatchObject({
      state: "failed",
      errorCode: "model_unavailable",
    });
  });

  it("and redirects is not followed", async () => {
    const elsewhere = await startScriptedModel();
    const redirecting = createServer((_request, response) =>
      response.writeHead(307, { location: `${elsewhere.baseUrl}/chat/completions` }).end(),
    );
    await new Promise<void>((resolve) => redirecting.listen(0, "127.0.0.1", resolve));
    const address = redirecting.address();
    const own = await makeModelShop([`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`]);
    expect(outcomeOf(await collect(own, requestOf("Is it?"))).state).toBe("failed");
    expect(elsewhere.requests.length).toBe(0);
    redirecting.closeAllConnections();
    redirecting.close();
    await elsewhere.close();
  });
});

describe("a reader who leaves", () => {
  it("stops the model within a second, and the record is finished", async () => {
    model.script([{ text: "You have 30 days. And" }, { stall: true }]);
    const reader = new AbortController();
    const events = [];
    let leftAt = 0;
    for await (const event of streamGoverned(shop, requestOf("How long?", { signal: reader.signal }))) {
      events.push(event);
      if (event.type !== "text") continue;
      leftAt = performance.now();
      reader.abort();
    }
    expect(((await model.requests[0]?.aborted) ?? Infinity) - leftAt).toBeLessThan(1_000);
    expect(outcomeOf(events)).toMatchObject({ state: "cut", errorCode: "aborted", text: "You have 30 days." });
    expect(await getCallRecord(shop, outcomeOf(events).callId)).toMatchObject({
      state: "cut",
      errorCode: "aborted",
      released: "You have 30 days.",
    });
  });

  it("may also just stop reading", async () => {
    model.script([{ text: "You have 30 days. And" }, { stall: true }]);
    let callId = "";
    for await (const event of streamGoverned(shop, requestOf("How long?"))) {
      if (event.type === "call") callId = event.callId;
      if (event.type === "text") break;
    }
    await model.requests[0]?.aborted;
    expect(await getCallRecord(shop, callId)).toMatchObject({ state: "cut", errorCode: "aborted" });
  });
});

describe("budget", () => {
  it("refuses what is over the conversation's limit before anything is sent, and does not charge the shop for it", async () => {
    const own = await makeModelShop([model.baseUrl], "sk-test-key");
    await updateShopSettings(own, { requestLimitPerMinute: { conversation: 2, shop: 100 } });
    const ask = (scope: string) => collect(own, requestOf("Is it?", { budgetScopes: [scope] }));
    // One minute's window: begun early enough that it does not end in between.
    if (new Date().getSeconds() > 50) await new Promise((resolve) => setTimeout(resolve, 11_000));
    await ask("conversation:a");
    await ask("conversation:a");
    const refusal: unknown = await ask("conversation:a").catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "budget_exceeded", status: 429 });
    expect(refusal).toSatisfy(({ retryAfterS }: AppError) => Number(retryAfterS) >= 1 && Number(retryAfterS) <= 60);
    await ask("conversation:b");
    expect(model.requests.length).toBe(3);
    const counters = await withTenant(own, (tx) => tx.budgetScope.findMany({ orderBy: { scope: "asc" } }));
    expect(counters.map(({ scope, minuteRequests }) => [scope, minuteRequests])).toEqual([
      ["conversation:a", 2],
      ["conversation:b", 1],
      ["shop", 3],
    ]);
  });

  it("counts requests at once one by one", async () => {
    const own = await makeModelShop([model.baseUrl], "sk-test-key");
    await updateShopSettings(own, { requestLimitPerMinute: { conversation: 20, shop: 3 } });
    if (new Date().getSeconds() > 50) await new Promise((resolve) => setTimeout(resolve, 11_000));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => collect(own, requestOf("Is it?"))));
    expect(results.filter(({ status }) => status === "fulfilled").length).toBe(3);
  });
});

it("a reader who only wanted to know the call's id leaves a finished record", async () => {
  const stream = streamGoverned(shop, requestOf("How long?"));
  const first = await stream.next();
  await stream.return();
  expect(first.value).toMatchObject({ type: "call" });
  const callId = first.value?.type === "call" ? first.value.callId : "";
  expect(await getCallRecord(shop, callId)).toMatchObject({ state: "cut", errorCode: "aborted" });
  expect(model.requests.length).toBe(0);
});
