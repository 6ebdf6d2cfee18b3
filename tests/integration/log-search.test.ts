import { afterAll, beforeAll, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import { completeGoverned } from "~/modules/inference/complete-governed.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { searchCalls, SEARCH_BOUNDS, type SearchBounds } from "~/modules/review/search-calls.server";
import type { SearchEvent } from "~/modules/review/search-events";
import { mintShopContext } from "~/modules/tenancy/mint-shop-context.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { destroySubject } from "~/modules/vault/destroy-subject.server";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { insertCalls, randomCall } from "./call-rows";
import { makeModelShop, openConversation, requestOf } from "./inference-shop";
import { asOwner } from "./owner";

const CALLS = 12;
const never = new AbortController().signal;

let model: ScriptedModel;
let shop: ShopContext;

beforeAll(async () => {
  model = await startScriptedModel({ apiKey: "sk-test-key" });
  shop = await makeModelShop([model.baseUrl], "sk-test-key");
  model.script("Yes, it is waterproof.");
  for (let n = 0; n < CALLS; n += 1) await completeGoverned(shop, requestOf(`Question ${n}: is the lighthouse open?`));
});
afterAll(async () => {
  await closeModelClients();
  await model.close();
});

function search(of: ShopContext, text: string, bounds: Partial<SearchBounds> = {}, after?: string) {
  return Array.fromAsync(
    searchCalls(of, {}, { text, ...(after && { after }) }, never, { ...SEARCH_BOUNDS, ...bounds }),
  );
}

const foundIn = (events: readonly SearchEvent[]) =>
  events.flatMap((event) => (event.type === "found" ? event.call : []));

async function eventsOf(of: ShopContext, type: string): Promise<string[]> {
  const rows = await withTenant(of, (tx) => tx.auditEvent.findMany({ where: { type }, orderBy: { seq: "asc" } }));
  return rows.map(({ canonical }) => new TextDecoder().decode(canonical));
}

it("finds what was asked and what was answered, newest first, and says how far it got", async () => {
  const events = await search(shop, "LIGHTHOUSE");
  const found = foundIn(events);
  const asked = found.map(({ excerpts }) => /Question (\d+)/.exec(excerpts[0]?.before ?? "")?.[1]);
  expect(asked).toEqual(Array.from({ length: CALLS }, (_, n) => String(CALLS - 1 - n)));
  expect(events.at(-1)).toEqual({ type: "end", reason: "all", scanned: CALLS, unreadable: 0, nextCursor: null });
  expect(foundIn(await search(shop, "it is waterproof"))).toHaveLength(CALLS);
  expect(foundIn(await search(shop, "Question 7:"))).toHaveLength(1);
  expect(foundIn(await search(shop, "WELCOME10"))).toEqual([]);
});

it("stays within its bounds, and goes on where it stopped", async () => {
  const byCalls = await search(shop, "Question 1:", { calls: 5 });
  expect(byCalls.at(-1)).toMatchObject({ type: "end", reason: "calls", scanned: 5 });
  const end = byCalls.at(-1);
  const rest = await search(shop, "Question 1:", {}, end?.type === "end" ? (end.nextCursor ?? "") : "");
  expect(foundIn(rest)).toHaveLength(1);
  expect(rest.at(-1)).toMatchObject({ reason: "all", scanned: CALLS - 5 });
  expect((await search(shop, "lighthouse", { ms: 0, calls: 5 })).at(-1)).toMatchObject({ type: "end" });
});

it("stops when its reader leaves, and says so in the audit log all the same", async () => {
  const before = (await eventsOf(shop, "log.search_ended")).length;
  for await (const event of searchCalls(shop, {}, { text: "lighthouse" }, never)) if (event.type === "found") break;
  expect(await eventsOf(shop, "log.search_ended")).toHaveLength(before + 1);

  const long = await makeModelShop([]);
  await insertCalls(
    long,
    Array.from({ length: 250 }, (_, n) => randomCall(new Date(Date.now() - n * 1_000))),
  );
  const gone = new AbortController();
  const seen: SearchEvent[] = [];
  for await (const event of searchCalls(long, {}, { text: "lighthouse" }, gone.signal)) {
    seen.push(event);
    gone.abort();
  }
  expect(seen).toMatchObject([{ type: "progress", scanned: 100 }]);
  expect(await eventsOf(long, "log.search_ended")).toHaveLength(1);
});

it("is audited before it begins, without what was looked for", async () => {
  await search(shop, "Jo Nightingale");
  const [started, ended] = [await eventsOf(shop, "log.searched"), await eventsOf(shop, "log.search_ended")];
  expect(started.length).toBe(ended.length);
  expect(`${started.join()}${ended.join()}`).not.toMatch(/nightingale|lighthouse/i);
  expect(ended.join()).toContain('"callIds":[]');
});

it("never looks into another shop, or at what was erased", async () => {
  const other = await makeModelShop([]);
  expect(await search(other, "lighthouse")).toEqual([
    { type: "progress", scanned: 0, reached: null },
    { type: "end", reason: "all", scanned: 0, unreadable: 0, nextCursor: null },
  ]);
  const { conversationId, shopper } = await openConversation(shop);
  await completeGoverned(shopper, requestOf("Where is the harbour?", { conversationId }));
  expect(foundIn(await search(shop, "harbour"))).toHaveLength(1);
  await withTenant(shop, (tx) => destroySubject(tx, shop, `conversation:${conversationId}`));
  const events = await search(shop, "harbour");
  expect(foundIn(events)).toEqual([]);
  expect(events.at(-1)).toMatchObject({ reason: "all", unreadable: 0 });
});

it("goes on past a text that cannot be read", async () => {
  const own = await makeModelShop([model.baseUrl], "sk-test-key");
  model.script("Yes, it is waterproof.");
  await completeGoverned(own, requestOf("Is the lighthouse open?"));
  const { callId } = await completeGoverned(own, requestOf("Is the lighthouse closed?"));
  await asOwner(async (client) => {
    await client.query("SELECT set_config('app.shop_id', $1, false)", [own.shopId]);
    await client.query("UPDATE model_call SET request = substr(request, 1, length(request) - 1) WHERE id = $1", [
      callId,
    ]);
  });
  const events = await search(own, "lighthouse");
  expect(foundIn(events)).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ reason: "all", unreadable: 1 });
});

const by = (id: string) => mintShopContext(shop.shopId, { kind: "staff", id });

it("three people at once are enough for a shop", async () => {
  const running = ["1", "2", "3"].map((id) => searchCalls(by(id), {}, { text: "lighthouse" }, never));
  for (const each of running) await each.next();
  await expect(search(by("4"), "lighthouse")).rejects.toMatchObject({ code: "budget_exceeded" });
  for (const each of running) await each.return(undefined);
  expect(foundIn(await search(by("4"), "lighthouse"))).toHaveLength(CALLS);
});

it("a person's newer search ends their older one, which says so", async () => {
  const long = await makeModelShop([]);
  await insertCalls(
    long,
    Array.from({ length: 250 }, (_, n) => randomCall(new Date(Date.now() - n * 1_000))),
  );
  const me = mintShopContext(long.shopId, { kind: "staff", id: "1" });
  const older = searchCalls(me, {}, { text: "lighthouse" }, never);
  expect((await older.next()).value).toMatchObject({ type: "progress", scanned: 100 });
  expect((await search(me, "lighthouse")).at(-1)).toMatchObject({ reason: "all", scanned: 250 });
  await expect(drain(older)).rejects.toMatchObject({ code: "conflict" });
  expect(await eventsOf(long, "log.search_ended")).toHaveLength(2);
});

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}
