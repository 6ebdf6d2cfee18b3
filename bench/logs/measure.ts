import { closeDatabase, withTenant } from "~/db.server";
import type { CallFilter } from "~/modules/inference/call-filter";
import { writeCursor } from "~/modules/inference/call-cursor";
import { listCallDays } from "~/modules/inference/list-call-days.server";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { rollUpCalls } from "~/modules/inference/roll-up-calls.server";
import { searchCalls } from "~/modules/review/search-calls.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { quantile, round } from "../support/statistics";
import { FILTERS } from "./filters";
import { BIG_SHOP, DAYS, seedCalls } from "./seed-calls";
import { seedTexts } from "./seed-texts";

type Options = { readonly rows: number; readonly rounds: number; readonly ownerUrl: string };

const DAY_MS = 86_400_000;
const PAGE = 25;
/** Charts show 30 days: older ones need not be added up. */
const ROLLED_DAYS = 32;

const SEARCHED_CALLS = 4_000;

const shop = systemShop(BIG_SHOP, "bench");

/** The figures of the bench, in milliseconds: quantiles of a case's requests, and the worst case's for filters. */
export async function measure({ rows, rounds, ownerUrl }: Options): Promise<object> {
  try {
    await seedCalls(ownerUrl, rows);
    const rollUpMs = await rollUp();
    await timed("warm-up", rounds, () => listCallRecords(shop, {}, { limit: PAGE }), false);
    const list = [
      await timed("list, newest page", rounds, () => page({})),
      await timed("list, a page anywhere", rounds, () => page({}, true)),
      await timed("list, newer than a page anywhere", rounds, () => page({}, true, "before")),
    ];
    const filters = [];
    for (const [name, filter] of Object.entries(FILTERS)) {
      filters.push(await timed(name, rounds, () => page(filter)));
      filters.push(await timed(`${name}, anywhere`, rounds, () => page(filter, true)));
    }
    const charts = await timed("charts", rounds, () => listCallDays(shop));
    return {
      rows,
      p95ListMs: round(Math.max(...list.map(({ p95 }) => p95))),
      p95FilterMs: round(Math.max(...filters.map(({ p95 }) => p95))),
      p50FilterMs: round(
        quantile(
          filters.flatMap(({ times }) => times),
          0.5,
        ),
      ),
      p95ChartsMs: round(charts.p95),
      filters: Object.keys(FILTERS).length,
      facets: await withTenant(shop, (tx) => tx.callFacet.count({ where: { shopId: BIG_SHOP } })),
      rollUpDayMs: round(rollUpMs / ROLLED_DAYS),
      searchCallsPerSecond: await measureSearch(),
    };
  } finally {
    await closeDatabase();
  }
}

/** A page as the route lists it; `anywhere`: from a random time of the log on. */
async function page(filter: CallFilter, anywhere = false, towards: "after" | "before" = "after"): Promise<void> {
  const createdAt = new Date(Date.now() - Math.random() * DAYS * DAY_MS);
  const cursor = anywhere ? { [towards]: writeCursor({ createdAt, id: crypto.randomUUID() }) } : {};
  await listCallRecords(shop, filter, { ...cursor, limit: PAGE });
}

/** Calls that a search decrypts and reads in a second, when this process knows none of their keys. */
async function measureSearch(): Promise<number> {
  const searched = systemShop("bench-search.myshopify.com", "bench");
  await seedTexts(searched, SEARCHED_CALLS);
  const startedAt = performance.now();
  const signal = new AbortController().signal;
  let scanned = 0;
  for await (const event of searchCalls(searched, {}, { text: "not in any of them" }, signal))
    if (event.type === "end") scanned = event.scanned;
  if (scanned !== SEARCHED_CALLS) throw new Error(`the search read ${scanned} calls`);
  return Math.round((scanned / (performance.now() - startedAt)) * 1_000);
}

async function rollUp(): Promise<number> {
  const until = new Date(Date.now() - ROLLED_DAYS * DAY_MS);
  await withTenant(shop, (tx) => tx.callRollup.create({ data: { shopId: BIG_SHOP, until } }));
  const startedAt = performance.now();
  while (await rollUpCalls(shop));
  return performance.now() - startedAt;
}

async function timed(name: string, rounds: number, work: () => Promise<unknown>, print = true) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  const [p50, p95, p99] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99)];
  if (print) console.log(`${name.padEnd(60)} p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms`);
  return { name, times, p95 };
}
