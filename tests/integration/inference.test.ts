import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { withTenant } from "~/db.server";
import { verifyChain } from "./verify-chain";
import { callDigest } from "~/modules/inference/call-digest.server";
import { completeGoverned } from "~/modules/inference/complete-governed.server";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { STAGES } from "~/modules/inference/inference-types";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { collect, makeModelShop, openConversation, outcomeOf, requestOf, textOf } from "./inference-shop";
import { asOwner } from "./owner";

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

describe("a whole answer", () => {
  it("streams checked sentences, and keeps exactly what was sent and what came back", async () => {
    model.script("You have 30 days. [1] It costs €129.00!");
    const events = await collect(shop, requestOf("How long do I have?"));
    expect(events.map(({ type }) => type)).toEqual(["call", "text", "text", "end"]);
    const outcome = outcomeOf(events);
    expect(outcome).toMatchObject({
      state: "complete",
      finishReason: "stop",
      errorCode: null,
      withheld: [],
      text: "You have 30 days. [1] It costs €129.00!",
    });

    const record = await getCallRecord(shop, outcome.callId);
    expect(record.request).toBe(model.requests[0]?.raw);
    expect(record.response).toBe("You have 30 days. [1] It costs €129.00!");
    expect(record.released).toBe(textOf(events));
    expect(record.evidence.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(record.verdicts.map(({ stage }) => stage)).toEqual(STAGES);
    expect(record).toMatchObject({
      state: "complete",
      purpose: "chat",
      promptTokens: 42,
      endpointName: "server 1",
      model: "model-1",
      withheld: false,
      errorCode: null,
    });
    expect(record.fingerprint).toBe("model-1 · llama.cpp b1-scripted, scripted.gguf · fp_scripted");
    expect(record.firstTokenMs).toBeGreaterThanOrEqual(0);
    expect(record.totalMs).toBeGreaterThanOrEqual(record.firstTokenMs ?? 0);
  });

  it("is recorded before it is asked for", async () => {
    const seen: unknown[] = [];
    model.script(async ({ raw }) => {
      const { records } = await listCallRecords(shop, {}, { limit: 1 });
      const record = await getCallRecord(shop, records[0]?.id ?? "");
      seen.push(record.state, record.request === raw);
      return "Yes.";
    });
    await collect(shop, requestOf("Is it waterproof?"));
    expect(seen).toEqual(["recorded", true]);
  });

  it("is sealed in the audit chain by a digest that the row still has, and that a change breaks", async () => {
    const { callId } = await completeGoverned(shop, requestOf("Is it waterproof?"));
    const [event, row] = await withTenant(shop, (tx) =>
      Promise.all([
        tx.auditEvent.findFirstOrThrow({ where: { type: "model_call.finished" }, orderBy: { seq: "desc" } }),
        tx.modelCall.findUniqueOrThrow({ where: { shopId_id: { shopId: shop.shopId, id: callId } } }),
      ]),
    );
    const Sealed = z.object({ payload: z.object({ callId: z.string(), digest: z.string() }) });
    const { payload } = Sealed.parse(JSON.parse(new TextDecoder().decode(event.canonical)));
    expect(payload).toMatchObject({ callId, digest: callDigest(row) });
    expect(callDigest({ ...row, released: new Uint8Array([1]) })).not.toBe(payload.digest);
    expect(await verifyChain(shop)).toMatchObject({ ok: true });
  });

  it("keeps its language, which its digest covers", async () => {
    const { callId } = await completeGoverned(shop, requestOf("Is it waterproof?", { language: "pt-BR" }));
    const where = { shopId_id: { shopId: shop.shopId, id: callId } };
    const row = await withTenant(shop, (tx) => tx.modelCall.findUniqueOrThrow({ where }));
    expect(row.language).toBe("pt");
    expect(callDigest({ ...row, language: "de" })).not.toBe(callDigest(row));
    const found = await listCallRecords(shop, { languages: ["pt"] }, { limit: 5 });
    expect(found.records.map(({ id }) => id)).toEqual([callId]);
  });

  it("is encrypted at rest", async () => {
    model.script("You have 30 days to send shoes back.");
    const { callId } = await completeGoverned(shop, requestOf("Zanzibar question?"));
    const stored = await asOwner(async (client) => {
      await client.query("SELECT set_config('app.shop_id', $1, false)", [shop.shopId]);
      const sql =
        "SELECT to_json(m)::text AS row, encode(request || response || released || evidence, 'escape') AS bytes FROM model_call m WHERE id = $1";
      const { rows } = await client.query<{ row: string; bytes: string }>(sql, [callId]);
      return `${rows[0]?.row}\n${rows[0]?.bytes}`;
    });
    expect(stored.length).toBeGreaterThan(1_000);
    for (const secret of ["Zanzibar", "send shoes back", "Unworn", "WELCOME10"]) expect(stored).not.toContain(secret);
  });

  it("of a shop is nobody else's", async () => {
    const { callId } = await completeGoverned(shop, requestOf("Is it waterproof?"));
    const other = await makeModelShop([]);
    await expect(getCallRecord(other, callId)).rejects.toMatchObject({ code: "not_found" });
    expect((await listCallRecords(other, {}, { limit: 10 })).records).toEqual([]);
  });

  it("is listed by pages that new calls do not move", async () => {
    const own = await makeModelShop([model.baseUrl], "sk-test-key");
    for (let index = 0; index < 5; index += 1) await completeGoverned(own, requestOf("Is it waterproof?"));
    const first = await listCallRecords(own, {}, { limit: 2 });
    await completeGoverned(own, requestOf("One more"));
    const second = await listCallRecords(own, {}, { limit: 2, after: first.nextCursor ?? "" });
    const third = await listCallRecords(own, {}, { limit: 2, after: second.nextCursor ?? "" });
    expect(new Set([...first.records, ...second.records, ...third.records].map(({ id }) => id)).size).toBe(5);
    expect(third.nextCursor).toBeNull();
  });
});

describe("redaction", () => {
  const JO = {
    name: "Jo Nightingale",
    email: "jo.nightingale@example.org",
    phone: "+49 151 23456789",
    street: "Lindenweg 12",
  };
  const knownValues = [
    { type: "NAME", value: JO.name },
    { type: "EMAIL", value: JO.email },
    { type: "PHONE", value: JO.phone },
    { type: "ADDRESS", value: `${JO.street}, 04109 Leipzig` },
  ] as const;

  it("keeps what it knows and finds out of every byte that is sent, and gives it back to its owner only", async () => {
    const { conversationId, shopper } = await openConversation(shop);
    model.script(({ body }) => {
      const question = body?.messages?.at(-1)?.content ?? "";
      return `We write to ${/\[EMAIL_\d+\]/.exec(question)?.[0]}, ${/\[NAME_\d+\]/.exec(question)?.[0]}.`;
    });
    const question = `I am JO NIGHTINGALE (jo.nightingale@EXAMPLE.org, 0151 234 567 89), ${JO.street}. Card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00. Order #1001?`;
    const turns = [
      { role: "user", content: `Hi, ${JO.name} here` },
      { role: "assistant", content: `Hello ${JO.name}.` },
      { role: "user", content: question },
    ] as const;
    const order = {
      id: "3",
      kind: "order",
      title: "Order #1001",
      url: "https://shop.example/account",
      text: `Sent to ${JO.name}, ${JO.street}. Tracking 00340434161094000001.`,
    } as const;
    const request = requestOf("", {
      turns,
      conversationId,
      knownValues,
      evidence: [order],
      protectedTerms: ["00340434161094000001"],
    });
    const events = await collect(shopper, request);
    expect(textOf(events)).toBe("We write to jo.nightingale@EXAMPLE.org, Jo Nightingale.");

    const sent = model.requests[0]?.raw ?? "";
    for (const secret of ["nightingale", "jo.", "151 23", "23456789", "lindenweg", "4111", "DE89", "3704"])
      expect(sent.toLowerCase()).not.toContain(secret.toLowerCase());
    for (const kept of ["#1001", "00340434161094000001"]) expect(sent).toContain(kept);

    model.script("Hello [NAME_1], hello [EMAIL_1].");
    const { conversationId: otherId, shopper: other } = await openConversation(shop);
    expect(outcomeOf(await collect(other, requestOf("Who is [NAME_1]?", { conversationId: otherId })))).toMatchObject({
      text: "",
      withheld: [{ reason: "personal_data" }],
    });
    await expect(collect(other, requestOf("Who is [NAME_1]?", { conversationId }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("keeps its placeholders over the turns of a conversation, encrypted", async () => {
    const { conversationId, shopper } = await openConversation(shop);
    const ask = (question: string) => collect(shopper, requestOf(question, { conversationId }));
    await Promise.all([ask("Write to a@example.com"), ask("Write to b@example.com")]);
    await ask("Again a@example.com, b@example.com and c@example.com");
    const last = model.requests.at(-1)?.body?.messages?.at(-1)?.content ?? "";
    expect(new Set(last.match(/\[EMAIL_\d\]/g))).toEqual(new Set(["[EMAIL_1]", "[EMAIL_2]", "[EMAIL_3]"]));
    expect(last).toMatch(/\[EMAIL_3\]$/);
    const row = await withTenant(shop, (tx) =>
      tx.conversation.findUniqueOrThrow({ where: { shopId_id: { shopId: shop.shopId, id: conversationId } } }),
    );
    expect(Buffer.from(row.placeholders ?? []).toString("latin1")).not.toContain("example.com");
  });

  it("leaves a record without texts once the person's key is destroyed", async () => {
    const { conversationId, shopper } = await openConversation(shop);
    const { callId } = outcomeOf(await collect(shopper, requestOf("I am a@example.com", { conversationId })));
    expect((await getCallRecord(shop, callId)).request).toContain("[EMAIL_1]");
    await withTenant(shop, (tx) => destroySubject(tx, shop, `conversation:${conversationId}`));
    expect(await getCallRecord(shop, callId)).toMatchObject({
      erased: true,
      request: null,
      response: null,
      released: null,
      evidence: [],
      state: "complete",
    });
  });
});

describe("an answer by schema", () => {
  const schema = { name: "copy", zod: z.object({ title: z.string().min(1), body: z.string().min(1) }) };
  const ask = () => collect(shop, requestOf("Write a text.", { purpose: "copy", schema }));

  it("is asked for by JSON schema, streams its strings, and comes as a checked value", async () => {
    model.script(
      JSON.stringify({
        title: "Fjord Rain Shoe",
        body: "Waterproof. It costs €129.00. It costs €99.00. A quiet shoe.",
      }),
    );
    const events = await ask();
    expect(textOf(events)).toBe("Fjord Rain Shoe\nWaterproof. It costs €129.00. A quiet shoe.\n");
    expect(outcomeOf(events)).toMatchObject({
      state: "complete",
      value: { title: "Fjord Rain Shoe", body: "Waterproof. It costs €129.00. A quiet shoe." },
      withheld: [{ reason: "figure_not_in_evidence" }],
    });
    expect(model.requests[0]?.body?.["response_format"]).toMatchObject({
      type: "json_schema",
      json_schema: { name: "copy", strict: true, schema: { required: ["title", "body"] } },
    });
  });

  it.each([
    ["no JSON", "Here you are."],
    ["another form", '{"title":"x"}'],
    ["nothing left of a field", '{"title":"Fjord","body":"Only €5."}'],
    ["half of it", '{"title":"Fjord","body":"Water'],
  ])("has no value when it is %s", async (_name, text) => {
    model.script(text);
    const outcome = outcomeOf(await ask());
    expect(outcome).not.toHaveProperty("value");
    expect(outcome.withheld.at(-1)?.reason).toBe("schema_mismatch");
  });
});
