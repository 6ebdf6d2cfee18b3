import { afterAll, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { countDeletedChats } from "~/modules/privacy/count-deleted-chats.server";
import { listRequests, REQUESTS_PER_PAGE, type RequestsBy } from "~/modules/privacy/list-requests.server";
import { newTestShop, type Shop } from "./privacy-shop";

afterAll(closeDatabase);

const DAY_MS = 86_400_000;
const TODAY = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const daysAgo = (days: number) => new Date(TODAY - days * DAY_MS + 1_000);

type Row = { readonly origin: string; readonly state: string; readonly receivedAt: Date };

async function shopWith(rows: readonly Row[]): Promise<Shop> {
  const shop = newTestShop();
  const data = rows.map((row) => ({
    ...row,
    shopId: shop.shopId,
    id: crypto.randomUUID(),
    topic: row.origin === "shopper" ? "CONVERSATION_REDACT" : "CUSTOMERS_REDACT",
    dueAt: new Date(row.receivedAt.getTime() + 30 * DAY_MS),
  }));
  await withTenant(shop, (tx) => tx.privacyRequest.createMany({ data }));
  return shop;
}

const times = (count: number, row: Row) => Array.from({ length: count }, () => row);

async function readAll(shop: Shop, of?: RequestsBy) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await listRequests(shop, cursor, of);
    pages.push(page.requests);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

it("what others ask stands first, undone first, however many shoppers delete their chats", async () => {
  const shop = await shopWith([
    ...times(2, { origin: "shopify", state: "received", receivedAt: daysAgo(31) }),
    ...times(1, { origin: "shopify", state: "received", receivedAt: daysAgo(1) }),
    ...times(45, { origin: "staff", state: "done", receivedAt: daysAgo(2) }),
    ...times(300, { origin: "shopper", state: "done", receivedAt: daysAgo(1) }),
  ]);
  const pages = await readAll(shop);
  expect(pages.map((page) => page.length)).toEqual([REQUESTS_PER_PAGE, REQUESTS_PER_PAGE, 8]);
  expect(pages[0]?.map(({ state }) => state).slice(0, 4)).toEqual(["overdue", "overdue", "open", "done"]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(48);
  expect(pages.flat().every(({ origin }) => origin !== "shopper")).toBe(true);
  expect((await listRequests(shop, undefined)).overdue).toBe(2);
  expect((await listRequests(shop, "nonsense")).requests).toHaveLength(REQUESTS_PER_PAGE);
});

it("chats that shoppers deleted are counted by day, and listed by day or all", async () => {
  const shop = await shopWith([
    ...Array.from({ length: 9 }, (_, day) =>
      times(day + 1, { origin: "shopper", state: "done", receivedAt: daysAgo(day) }),
    ).flat(),
    ...times(25, { origin: "shopper", state: "received", receivedAt: daysAgo(1) }),
    ...times(3, { origin: "staff", state: "done", receivedAt: daysAgo(1) }),
  ]);
  const { days, hasOlder } = await countDeletedChats(shop);
  const dayOf = (ago: number) => daysAgo(ago).toISOString().slice(0, 10);
  expect(days.map(({ day, count, waiting }) => [day, count, waiting])).toEqual([
    [dayOf(0), 1, 0],
    [dayOf(1), 27, 25],
    ...[2, 3, 4, 5, 6].map((ago) => [dayOf(ago), ago + 1, 0]),
  ]);
  expect(hasOlder).toBe(true);
  const ofDay = await readAll(shop, { by: "shoppers", day: new Date(`${dayOf(1)}T00:00:00Z`) });
  expect(ofDay.map((page) => page.length)).toEqual([REQUESTS_PER_PAGE, 7]);
  expect(ofDay.flat().filter(({ state }) => state === "done")).toHaveLength(2);
  expect((await readAll(shop, { by: "shoppers", day: null })).flat()).toHaveLength(45 + 25);
});

it("a shop where no shopper deleted anything has no such days; those long ago are told of", async () => {
  expect(await countDeletedChats(newTestShop())).toEqual({ days: [], hasOlder: false });
  const shop = await shopWith(times(1, { origin: "shopper", state: "done", receivedAt: daysAgo(90) }));
  expect(await countDeletedChats(shop)).toEqual({ days: [], hasOlder: true });
});
