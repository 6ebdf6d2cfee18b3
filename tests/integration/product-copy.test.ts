import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { AppError } from "~/lib/app-error";
import type { CopyKind } from "~/modules/product-copy/copy-kinds";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startCommerceStack, type CommerceStack } from "./commerce-stack";
import { makeCopyShop, type CopyShop } from "./product-copy-shop";

const PRODUCT = "gid://shopify/Product/1";
const GOOD = "This rain shoe is made of recycled nylon. It comes in the sizes 41 and 42.";
const stack = vi.hoisted(() => ({ current: null as CommerceStack | null }));

vi.mock("~/shopify.server", () => ({
  adminGraphql: ({ shopId }: ShopContext) => Promise.resolve(stack.current?.client(shopId)),
}));

let copy: CopyShop;

beforeAll(async () => {
  stack.current = await startCommerceStack(["copydesk", "copyother"]);
  copy = await makeCopyShop(stack.current);
});

afterAll(async () => {
  await copy.app.closeDatabase();
  await copy.model.close();
  await stack.current?.close();
});

beforeEach(async () => {
  copy.model.reset();
  await copy.app.updateProductCopy(copy.shop, {
    productId: PRODUCT,
    kind: "description",
    text: "<p>Rain shoe &amp; more</p>",
    format: "html",
  });
});

async function write(kind: CopyKind = "description", signal = new AbortController().signal) {
  const events = [];
  for await (const event of copy.app.streamDraft(copy.shop, { productId: PRODUCT, kind }, signal)) events.push(event);
  const id = events.flatMap((event) => (event.type === "draft" ? event.draftId : [])).join("");
  return { id, events, draft: await copy.app.getDraft(copy.shop, id) };
}

const publish = (draftId: string, rest: { text?: string; claimsConfirmed?: boolean } = {}) =>
  copy.app.publishDraft(copy.shop, { draftId, claimsConfirmed: false, ...rest });
const liveDescription = async () => (await copy.app.getLiveProduct(copy.shop, PRODUCT)).descriptionHtml;
const state = async (draftId: string) => (await copy.app.getDraft(copy.shop, draftId)).state;
const auditTypes = () =>
  copy.app.withTenant(copy.shop, async (tx) =>
    (
      await tx.auditEvent.findMany({
        where: { shopId: copy.shop.shopId, type: { startsWith: "copy." } },
        orderBy: { seq: "asc" },
      })
    ).map((event) => event.type),
  );

const breakShopify = (mode: "error" | "none") =>
  fetch(`${stack.current?.origin}/_shopify/control`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fail: { target: "admin", mode } }),
  });

describe("a draft", () => {
  test("streams in sentence by sentence, is kept and knows its call", async () => {
    copy.model.script(GOOD);
    const { events, draft } = await write();
    expect(events.map((event) => event.type)).toEqual(["draft", "text", "text", "end"]);
    expect(draft).toMatchObject({
      state: "ready",
      text: GOOD,
      note: null,
      flags: [],
      removed: [],
      baseText: "<p>Rain shoe &amp; more</p>",
    });
    const call = await copy.app.withTenant(copy.shop, (tx) =>
      tx.modelCall.findUniqueOrThrow({ where: { shopId_id: { shopId: copy.shop.shopId, id: draft.callId ?? "" } } }),
    );
    expect(call).toMatchObject({ purpose: "copy", state: "complete", productId: PRODUCT });
  });

  test("sends the allow-listed facts and no business secret", async () => {
    copy.model.script(GOOD);
    await write();
    const sent = copy.model.requests.map((request) => request.raw).join("\n");
    expect(sent.replace(/[^\p{L}\p{N}]+/gu, " ")).toMatch(/nylon/i);
    expect(sent).not.toMatch(/CANARY|77\.77|129\.00/);
  });

  test("leaves out every claim that the facts do not say, before anyone sees it", async () => {
    copy.model.script(
      `${GOOD} It is waterproof and heals your feet. The best Italian shoe, OEKO-TEX certified. Lasts 10 years for €19. Buy at https://evil.example now. It suits rain.`,
    );
    const { events, draft } = await write();
    expect(draft).toMatchObject({ state: "ready", text: `${GOOD} It suits rain.`, flags: [] });
    const shown = events.map((event) => (event.type === "text" ? event.text : "")).join("");
    expect(shown).not.toMatch(/waterproof|heals|Italian|certified|10 years|evil/);
    const reasons = draft.removed.flatMap(({ heldBack, flags }) => heldBack ?? flags.map((flag) => flag.kind));
    expect(new Set(reasons)).toEqual(
      new Set(["property", "health", "code_not_in_evidence", "figure_not_in_evidence", "link_not_in_evidence"]),
    );
    expect(draft.removed.filter(({ text }) => text !== "").map(({ text }) => text)).toEqual([
      "It is waterproof and heals your feet.",
    ]);
    const record = await copy.app.getCallRecord(copy.shop, draft.callId ?? "");
    expect(record.released).toBe(shown.trim());
    const written = await copy.app.findWrittenDraft(copy.shop, record);
    expect(written).toMatchObject({ text: draft.text, removed: draft.removed, note: null, state: "ready" });
    await copy.app.editDraft(copy.shop, { draftId: draft.id, text: "Edited." });
    expect(await copy.app.findWrittenDraft(copy.shop, record)).toMatchObject({ text: draft.text });
    expect(await copy.app.findWrittenDraft(copy.other, record)).toBeNull();
  });

  test.each([
    ["fails", [{ status: 500 }], /model_/],
    ["says nothing of the product", "I am glad to be of help to you.", /not_useful/],
    ["only makes things up", "A waterproof shoe. The best shoe.", /withheld/],
    ["is cut off before a sentence", [{ text: "This rain" }, { cut: true }], /model_|not_useful/],
  ] as const)("is composed from the facts when the model %s", async (_, script, note) => {
    copy.model.script(script);
    const { draft } = await write();
    expect(draft).toMatchObject({ state: "ready", text: "Rain shoe & more\n\n- Material: Recycled nylon", flags: [] });
    expect(draft.note).toMatch(note);
  });

  test("keeps within the field's limit", async () => {
    copy.model.script(`Rain shoe ${"made of recycled nylon ".repeat(20)}`);
    const { draft } = await write("seo_title");
    expect(draft.text).toMatch(/^Rain shoe made of/);
    expect(draft.text.length).toBeLessThanOrEqual(70);
  });

  test("keeps what had arrived when the reader leaves", async () => {
    copy.model.script([{ text: `${GOOD} ` }, { text: "It" }, { stall: true }]);
    const reader = new AbortController();
    let id = "";
    for await (const event of copy.app.streamDraft(
      copy.shop,
      { productId: PRODUCT, kind: "description" },
      reader.signal,
    )) {
      if (event.type === "draft") id = event.draftId;
      if (event.type === "text") reader.abort();
    }
    expect(await copy.app.getDraft(copy.shop, id)).toMatchObject({
      state: "ready",
      note: "stopped",
      text: expect.stringContaining("recycled nylon") as string,
    });
  });
});

describe("publishing", () => {
  test("puts the text on the product, and undo puts back exactly what was there", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    const before = await auditTypes();
    expect(await publish(id)).toEqual({ ok: true });
    expect(await liveDescription()).toBe(`<p>${GOOD}</p>`);
    expect(await copy.app.undoPublish(copy.shop, id)).toEqual({ ok: true });
    expect(await liveDescription()).toBe("<p>Rain shoe &amp; more</p>");
    expect((await auditTypes()).slice(before.length)).toEqual(["copy.published", "copy.undone"]);
    expect(await copy.app.verifyChain(copy.shop)).toMatchObject({ ok: true });
    expect(await copy.app.countPublished(copy.shop)).toBeGreaterThan(0);
  });

  test("happens once, however often it is asked for", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    const before = await auditTypes();
    const results = await Promise.all([publish(id), publish(id), publish(id)]);
    expect(results.filter((result) => result.ok).length).toBeGreaterThan(0);
    expect(results.every((result) => result.ok || result.reason === "in_progress")).toBe(true);
    expect(await publish(id)).toEqual({ ok: true });
    expect((await auditTypes()).slice(before.length)).toEqual(["copy.published"]);
  });

  test("never overwrites a text that changed meanwhile; the newest can be taken as base", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    await copy.app.updateProductCopy(copy.shop, { productId: PRODUCT, kind: "description", text: "Edited by Ana" });
    expect(await publish(id)).toEqual({ ok: false, reason: "conflict", currentText: "Edited by Ana" });
    expect(await liveDescription()).toBe("<p>Edited by Ana</p>");
    expect(await state(id)).toBe("ready");
    await copy.app.rebaseDraft(copy.shop, id);
    expect(await publish(id)).toEqual({ ok: true });
    await copy.app.updateProductCopy(copy.shop, { productId: PRODUCT, kind: "description", text: "Edited by Bo" });
    expect(await copy.app.undoPublish(copy.shop, id)).toEqual({
      ok: false,
      reason: "conflict",
      currentText: "Edited by Bo",
    });
    expect(await liveDescription()).toBe("<p>Edited by Bo</p>");
    expect(await state(id)).toBe("published");
  });

  test("wants a word of staff for a claim that they typed themselves", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    const text = `${GOOD} It is waterproof.`;
    expect(await publish(id, { text })).toMatchObject({
      ok: false,
      reason: "unconfirmed_claims",
      flags: [{ kind: "property", span: "waterproof" }],
    });
    expect(await copy.app.getDraft(copy.shop, id)).toMatchObject({ state: "ready", text, edited: true });
    expect(await publish(id, { text, claimsConfirmed: true })).toEqual({ ok: true });
    expect(await liveDescription()).toContain("waterproof");
  });

  test.each([
    ["", "empty"],
    ["x".repeat(71), "too_long"],
  ])("refuses a text of another length: %#", async (text, reason) => {
    copy.model.script("Rain shoe of recycled nylon");
    const { id } = await write("seo_title");
    expect(await publish(id, { text })).toEqual({ ok: false, reason });
  });

  test("escapes HTML that staff typed", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    expect(await publish(id, { text: "A rain shoe. <script>alert()</script>" })).toEqual({ ok: true });
    expect(await liveDescription()).toBe("<p>A rain shoe. &lt;script&gt;alert()&lt;/script&gt;</p>");
  });

  test("takes over from a request that crashed after Shopify had the text", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    await copy.app.updateProductCopy(copy.shop, { productId: PRODUCT, kind: "description", text: GOOD });
    const longAgo = new Date(Date.now() - 120_000);
    await copy.app.withTenant(copy.shop, (tx) =>
      tx.copyDraft.update({
        where: { shopId_id: { shopId: copy.shop.shopId, id } },
        data: { state: "publishing", updatedAt: longAgo },
      }),
    );
    expect(await publish(id)).toEqual({ ok: true });
    expect(await state(id)).toBe("published");
  });

  test("is open again when Shopify fails", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    await breakShopify("error");
    await expect(publish(id)).rejects.toMatchObject({ code: "shopify_failed" });
    await breakShopify("none");
    expect(await state(id)).toBe("ready");
  });
});

describe("drafts", () => {
  test("are listed newest first, a page at a time", async () => {
    copy.model.script(GOOD);
    const ids = [(await write()).id, (await write()).id, (await write()).id].reverse();
    const first = await copy.app.listDrafts(copy.shop, { limit: 2 });
    const second = await copy.app.listDrafts(copy.shop, { limit: 1, cursor: first.nextCursor ?? "" });
    expect([...first.drafts, ...second.drafts].map((draft) => draft.id)).toEqual(ids);
    await expect(copy.app.listDrafts(copy.shop, { limit: 2, cursor: "x" })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("of one text give way to the newest, but not to one that failed", async () => {
    copy.model.script(GOOD);
    const older = await write();
    const newer = await write();
    expect([await state(older.id), await state(newer.id)]).toEqual(["discarded", "ready"]);
    const gone = new AbortController();
    gone.abort();
    const stopped = await write("description", gone.signal);
    expect(stopped.draft).toMatchObject({ state: "failed", note: "stopped" });
    expect((await copy.app.openProductCopy(copy.shop, PRODUCT, "description")).draft?.id).toBe(newer.id);
  });

  test("can be laid aside, and then not be edited or published", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    await copy.app.discardDraft(copy.shop, id);
    await expect(copy.app.editDraft(copy.shop, { draftId: id, text: "x" })).rejects.toMatchObject({ code: "conflict" });
    expect(await publish(id)).toEqual({ ok: false, reason: "not_open" });
    expect((await copy.app.openProductCopy(copy.shop, PRODUCT, "description")).draft).toBeNull();
  });

  test("of another shop do not exist", async () => {
    copy.model.script(GOOD);
    const { id } = await write();
    const tries = [
      () => copy.app.getDraft(copy.other, id),
      () => copy.app.editDraft(copy.other, { draftId: id, text: "x" }),
      () => copy.app.publishDraft(copy.other, { draftId: id, claimsConfirmed: true }),
      () => copy.app.undoPublish(copy.other, id),
      () => copy.app.discardDraft(copy.other, id),
      () => copy.app.rebaseDraft(copy.other, id),
      () => copy.app.getDraft(copy.shop, "not-an-id"),
    ];
    for (const attempt of tries)
      await expect(attempt()).rejects.toSatisfy((error) => error instanceof AppError && error.code === "not_found");
    expect((await copy.app.listDrafts(copy.other, { limit: 9 })).drafts).toEqual([]);
    expect(await state(id)).toBe("ready");
  });
});
