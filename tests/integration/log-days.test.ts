import { expect, it } from "vitest";
import { withTenant } from "~/db.server";
import { listCallDays } from "~/modules/inference/list-call-days.server";
import { rollUpCalls } from "~/modules/inference/roll-up-calls.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { insertCalls, randomCall } from "./call-rows";
import { newShopId } from "./owner";

const HOUR_MS = 3_600_000;
const now = new Date();
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);

async function rollUpAll(shop: { shopId: string }, at = now): Promise<void> {
  while (await rollUpCalls(shop, at));
}

it("sums of days are what counting every call gives, whatever was added up when", async () => {
  const shop = systemShop(newShopId(), "test");
  const rows = Array.from({ length: 300 }, (_, n) => randomCall(ago(n * 2 + 0.5)));
  await insertCalls(shop, rows.slice(150));
  const counted = await listCallDays(shop, now);
  await rollUpAll(shop);
  expect(await listCallDays(shop, now)).toEqual(counted);

  await insertCalls(shop, rows.slice(0, 150));
  // Rows that are older than the sums come in a test only: what was added up begins anew.
  await withTenant(shop, (tx) => tx.callDay.deleteMany());
  await withTenant(shop, (tx) => tx.callRollup.deleteMany());
  const whole = await listCallDays(shop, now);
  await Promise.all([rollUpAll(shop), rollUpAll(shop)]);
  expect(await listCallDays(shop, now)).toEqual(whole);

  const ofFeatures = rows.filter(({ purpose }) => purpose !== "check");
  const sum = (pick: (day: (typeof whole)[number]) => number) => whole.reduce((all, day) => all + pick(day), 0);
  const isWithheld = (row: (typeof rows)[number]) => row.verdicts.some(({ verdict }) => verdict === "withheld");
  const isChanged = (row: (typeof rows)[number]) => row.verdicts.some(({ verdict }) => verdict === "changed");
  expect(whole.every(({ firstTokenMedianMs }) => firstTokenMedianMs === null)).toBe(true);
  expect(sum(({ chat, copy }) => chat + copy)).toBe(ofFeatures.length);
  expect(sum(({ failed }) => failed)).toBe(ofFeatures.filter(({ state }) => state === "failed").length);
  expect(sum(({ withheld }) => withheld)).toBe(ofFeatures.filter(isWithheld).length);
  expect(sum(({ redacted }) => redacted["EMAIL"] ?? 0)).toBe(2 * ofFeatures.filter(isChanged).length);
  expect(sum(({ redacted }) => Object.keys(redacted).length)).toBe(
    sum(({ redacted }) => ("EMAIL" in redacted ? 1 : 0)),
  );
});

it("a call that runs is added up when it has ended", async () => {
  const shop = systemShop(newShopId(), "test");
  const running = randomCall(ago(0.2), { purpose: "chat", state: "recorded" });
  const old = randomCall(ago(30), { purpose: "chat", state: "complete" });
  const later = randomCall(ago(0.1), { purpose: "chat", state: "complete" });
  await insertCalls(shop, [old, running, later]);
  await rollUpAll(shop);
  const { until } = await withTenant(shop, (tx) => tx.callRollup.findFirstOrThrow());
  expect(until).toEqual(running.createdAt);
  await withTenant(shop, (tx) => tx.modelCall.updateMany({ where: { id: running.id }, data: { state: "failed" } }));
  await rollUpAll(shop);
  const days = await listCallDays(shop, now);
  expect(days.reduce((all, { chat }) => all + chat, 0)).toBe(3);
  expect(days.reduce((all, { failed }) => all + failed, 0)).toBe(1);
});

it("a shop sees the sums of its own calls", async () => {
  const [shop, other] = [systemShop(newShopId(), "test"), systemShop(newShopId(), "test")];
  await insertCalls(shop, [randomCall(ago(1), { purpose: "chat" })]);
  await rollUpAll(shop);
  const total = async (of: typeof shop) => (await listCallDays(of, now)).reduce((all, { chat }) => all + chat, 0);
  expect([await total(shop), await total(other)]).toEqual([1, 0]);
});
