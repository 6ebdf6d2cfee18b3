import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import type { AppError } from "~/lib/app-error";
import { chargeBudget } from "~/modules/inference/charge-budget.server";
import { getUsage } from "~/modules/inference/get-usage.server";
import type { BudgetLimits, LimitBounds } from "~/modules/tenancy/limit-bounds.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { collect, makeModelShop, outcomeOf, requestOf } from "./inference-shop";
import { asOwner, newShopId } from "./owner";

const MANY: LimitBounds = { requestsPerMinute: 10_000, tokensPerDay: 1_000_000_000, streams: 10_000 };
const NOON = new Date("2031-05-05T12:00:30.000Z");

const limitsOf = (limits: Partial<Record<keyof BudgetLimits, Partial<LimitBounds>>>): BudgetLimits => ({
  visitor: { ...MANY, ...limits.visitor },
  conversation: { ...MANY, ...limits.conversation },
  customer: { ...MANY, ...limits.customer },
  shop: { ...MANY, ...limits.shop },
});

const newShop = () => systemShop(newShopId(), "test");

type Result = { readonly ok: true } | { readonly ok: false; readonly error: AppError };

async function charge(shop: ShopContext, limits: BudgetLimits, scopes: string[] = [], tokens = 100, at = NOON) {
  const { value } = await chargeBudget(shop, scopes, limits, tokens, at);
  return value;
}

const tryCharge = (...args: Parameters<typeof charge>): Promise<Result> =>
  charge(...args).then(
    () => ({ ok: true }),
    (error: AppError) => ({ ok: false, error }),
  );

const allowed = (results: readonly Result[]) => results.filter(({ ok }) => ok).length;

describe("50 charges at once", () => {
  it.each([
    ["requests a minute", { requestsPerMinute: 20 }],
    ["tokens a day", { tokensPerDay: 2_099 }],
    ["answers at the same time", { streams: 20 }],
  ] as const)("never exceed the limit of %s", async (_what, limit) => {
    for (const kind of ["shop", "conversation", "visitor", "customer"] as const) {
      const shop = newShop();
      const limits = limitsOf({ [kind]: limit });
      const scopes = kind === "shop" ? [] : [`${kind}:x`];
      const results = await Promise.all(Array.from({ length: 50 }, () => tryCharge(shop, limits, scopes)));
      expect([kind, allowed(results)]).toEqual([kind, 20]);
      for (const result of results) if (!result.ok) expect(result.error.code).toBe("budget_exceeded");
    }
  });

  it("from two processes neither", async () => {
    const shop = newShop();
    const results = await Promise.all([0, 1].map(() => chargeInProcess(shop.shopId, 25)));
    expect(results.reduce((sum, count) => sum + count, 0)).toBe(20);
  });
});

/** How many of `times` charges at once a process of its own may make, at 20 requests a minute. */
async function chargeInProcess(shopId: string, times: number): Promise<number> {
  const script = `
    const { Client } = require("pg");
    const limits = JSON.stringify([{ scope: "shop", requests: 20, tokens: 1000000, streams: 1000 }]);
    const one = async () => {
      const client = new Client({ connectionString: process.env.DATABASE_URL });
      await client.connect();
      const { rows } = await client.query("SELECT charge_budget($1, $2, $3, 1, 60, $4) AS r", [process.argv[1], crypto.randomUUID(), limits, "${NOON.toISOString()}"]);
      await client.end();
      return rows[0].r.refused === null;
    };
    Promise.all(Array.from({ length: ${times} }, one)).then((all) => console.log(all.filter(Boolean).length));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=commonjs", "-e", script, shopId]);
  return Number(stdout);
}

describe("a window", () => {
  it("begins at its edge, and who is refused hears when that is", async () => {
    const shop = newShop();
    const limits = limitsOf({ shop: { requestsPerMinute: 2 } });
    const before = new Date("2031-05-05T12:00:59.999Z");
    for (const at of [before, before]) await charge(shop, limits, [], 1, at);
    await expect(charge(shop, limits, [], 1, before)).rejects.toMatchObject({ retryAfterS: 1 });
    await expect(charge(shop, limits, [], 1, new Date("2031-05-05T12:00:10.500Z"))).rejects.toMatchObject({
      retryAfterS: 50,
    });
    await charge(shop, limits, [], 1, new Date("2031-05-05T12:01:00.000Z"));
  });

  it("does not begin again when a clock goes back", async () => {
    const shop = newShop();
    const limits = limitsOf({ shop: { requestsPerMinute: 1 } });
    await charge(shop, limits, [], 1, new Date("2031-05-05T12:01:00.000Z"));
    expect(await tryCharge(shop, limits, [], 1, new Date("2031-05-05T12:00:59.000Z"))).toMatchObject({ ok: false });
    expect(await tryCharge(shop, limits, [], 1, new Date("2031-05-05T12:01:30.000Z"))).toMatchObject({ ok: false });
  });

  it("of tokens is the day in UTC", async () => {
    const shop = newShop();
    const limits = limitsOf({ shop: { tokensPerDay: 100 } });
    const late = new Date("2031-05-05T21:00:00.000Z");
    await (await charge(shop, limits, [], 100, late)).settle(100);
    const inThreeHours: unknown = expect.stringContaining("in 3 hours"); // vitest types its matchers as any
    await expect(charge(shop, limits, [], 1, late)).rejects.toMatchObject({
      retryAfterS: 10_800,
      userMessage: inThreeHours,
    });
    await charge(shop, limits, [], 100, new Date("2031-05-06T00:00:00.000Z"));
  });
});

describe("a reservation", () => {
  it("is corrected to what was used, once", async () => {
    const shop = newShop();
    const limits = limitsOf({ conversation: { tokensPerDay: 1_000, streams: 1 } });
    const reservation = await charge(shop, limits, ["conversation:a"], 900);
    expect(await tryCharge(shop, limits, ["conversation:a"], 200)).toMatchObject({ ok: false });
    await reservation.settle(100);
    await reservation.settle(100);
    await (await charge(shop, limits, ["conversation:a"], 900)).settle(0);
    expect(await tryCharge(shop, limits, ["conversation:a"], 901)).toMatchObject({ ok: false });
  });

  it("of a process that died runs out", async () => {
    const shop = newShop();
    const limits = limitsOf({ shop: { streams: 1, tokensPerDay: 1_000 } });
    await charge(shop, limits, [], 900, NOON);
    expect(await tryCharge(shop, limits, [], 900, new Date(NOON.getTime() + 179_000))).toMatchObject({ ok: false });
    await charge(shop, limits, [], 900, new Date(NOON.getTime() + 181_000));
  });

  it("that ran out before its call ended still counts what was used", async () => {
    const shop = newShop();
    const limits = limitsOf({ shop: { tokensPerDay: 1_000 } });
    const slow = await charge(shop, limits, [], 10, NOON);
    await charge(shop, limits, [], 10, new Date(NOON.getTime() + 240_000));
    await slow.settle(980);
    expect(await tryCharge(shop, limits, [], 20, new Date(NOON.getTime() + 240_000))).toMatchObject({ ok: false });
  });

  it("leaves nothing behind: old rows go a bounded piece at a time", async () => {
    const shop = newShop();
    const limits = limitsOf({});
    await Promise.all(Array.from({ length: 30 }, (_, index) => charge(shop, limits, [`visitor:${index}`])));
    await charge(shop, limits, [], 1, new Date("2031-05-09T12:00:00.000Z"));
    const [scopes, leases] = await withTenant(shop, (tx) =>
      Promise.all([tx.budgetScope.findMany(), tx.budgetLease.count()]),
    );
    expect([scopes.map(({ scope }) => scope), leases]).toEqual([["shop"], 1]);
  });
});

describe("a refusal", () => {
  it("is counted nowhere but as one, and names the longest wait", async () => {
    const shop = newShop();
    const limits = limitsOf({ conversation: { requestsPerMinute: 1, tokensPerDay: 150 } });
    await charge(shop, limits, ["conversation:a"]);
    await expect(charge(shop, limits, ["conversation:a"])).rejects.toMatchObject({ retryAfterS: 43_170 });
    const rows = await withTenant(shop, (tx) => tx.budgetScope.findMany({ orderBy: { scope: "asc" } }));
    expect(rows.map(({ scope, minuteRequests }) => [scope, minuteRequests])).toEqual([
      ["conversation:a", 1],
      ["shop", 1],
    ]);
    expect(await withTenant(shop, (tx) => tx.budgetDay.findMany())).toMatchObject([{ refused: 1 }]);
  });

  it("of one shop is nothing to another", async () => {
    const [one, other] = [newShop(), newShop()];
    const limits = limitsOf({ shop: { requestsPerMinute: 1, streams: 1 } });
    await charge(one, limits);
    expect(await tryCharge(one, limits)).toMatchObject({ ok: false });
    await charge(other, limits);
    expect(await withTenant(other, (tx) => tx.budgetScope.findMany())).toMatchObject([{ shopId: other.shopId }]);
  });
});

describe("a governed call", () => {
  let model: ScriptedModel;
  beforeAll(async () => {
    model = await startScriptedModel();
  });
  afterAll(() => model.close());

  it("is settled by the server's own count, and shows in the shop's use", async () => {
    const shop = await makeModelShop([model.baseUrl]);
    const outcome = outcomeOf(await collect(shop, requestOf("Is it?", { budgetScopes: ["conversation:a"] })));
    expect(outcome.state).toBe("complete");
    const usage = await getUsage(shop);
    expect(usage.now).toMatchObject({ requestsThisMinute: 1, streams: 0 });
    // 42 of the prompt, "OK" and ".".
    expect([usage.now.tokensToday, usage.days.at(-1)]).toMatchObject([44, { requests: 1, tokens: 44, refused: 0 }]);
    expect(usage.days.length).toBe(14);
  });

  it("that was cut or failed counts what is known of it, and gives its stream back", async () => {
    const shop = await makeModelShop([model.baseUrl]);
    model.script([{ text: "You have 30 days." }, { cut: true }]);
    await collect(shop, requestOf("Is it?"));
    const { now } = await getUsage(shop);
    expect(now.tokensToday).toBeGreaterThan(20);
    expect(now.streams).toBe(0);
    model.script([{ status: 400 }]);
    await collect(shop, requestOf("Is it?"));
    expect((await getUsage(shop)).now).toMatchObject({ tokensToday: now.tokensToday, streams: 0 });
  });

  it("is not made when nothing can be counted", async () => {
    const shop = await makeModelShop([model.baseUrl]);
    model.reset();
    await asOwner((client) => client.query("ALTER FUNCTION charge_budget RENAME TO charge_budget_gone"));
    try {
      await expect(collect(shop, requestOf("Is it?"))).rejects.toThrow();
    } finally {
      await asOwner((client) => client.query("ALTER FUNCTION charge_budget_gone RENAME TO charge_budget"));
    }
    expect(model.requests.length).toBe(0);
  });
});
