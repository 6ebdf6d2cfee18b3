import { z } from "zod";
import { callTenantFunction } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { logger } from "~/logger.server";
import type { BudgetLimits, LimitBounds } from "~/modules/tenancy/limit-bounds.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { StageResult } from "./stage-log";

const SHOP_SCOPE = "shop";
/** Longer than any call: its total timeout, the wait for its turn, and some. */
const LEASE_S = 180;

/** One call's place in the budgets: its stream and its reserved tokens count until it is settled, or for LEASE_S when its process dies. */
export type Reservation = {
  readonly id: string;
  /** Ends the stream and counts the tokens that were used instead of those that were reserved; once, a second call does nothing. */
  readonly settle: (tokens: number) => Promise<void>;
};

type Lease = { readonly id: string; readonly scopes: readonly string[] };

const Charged = z.object({
  refused: z
    .object({
      scope: z.string(),
      what: z.enum(["requests", "tokens", "streams"]),
      limit: z.number(),
      retryAfterS: z.number(),
    })
    .nullable(),
  counted: z.array(z.object({ scope: z.string(), requests: z.number(), tokens: z.number(), streams: z.number() })),
});

type Refusal = NonNullable<z.infer<typeof Charged>["refused"]>;

/**
 * Stage "budget": counts one request, reserves its tokens and its stream for the shop and each scope, in one statement that changes all or
 * none of them, so that one busy conversation does not use up the shop's. `at` is for tests; the database's clock counts otherwise.
 * @throws AppError `budget_exceeded` with the seconds after which it may go again; whatever the database throws: without a count there is no
 * call.
 */
export async function chargeBudget(
  shop: ShopContext,
  scopes: readonly string[],
  limits: BudgetLimits,
  tokens: number,
  at: Date | null = null,
): Promise<StageResult<Reservation>> {
  const lease = { id: newId(), scopes: [...new Set([SHOP_SCOPE, ...scopes])] };
  const rows = lease.scopes.map((scope) => ({ scope, ...toColumns(limitsOf(scope, limits)) }));
  const { refused, counted } = Charged.parse(
    await callTenantFunction("charge_budget", shop, [lease.id, JSON.stringify(rows), tokens, LEASE_S, at]),
  );
  if (refused) throw budgetExceeded(refused);
  let settled: Promise<void> | undefined;
  const settle = (used: number) => (settled ??= settleBudget(shop, lease, used, at));
  return { value: { id: lease.id, settle }, verdict: "pass", detail: describe(counted, limits) };
}

/** A failure is logged only: the answer was given, and the reservation runs out by itself. */
async function settleBudget(shop: ShopContext, { id, scopes }: Lease, tokens: number, at: Date | null): Promise<void> {
  try {
    await callTenantFunction("settle_budget", shop, [id, scopes, tokens, at]);
  } catch (error) {
    logger.error({ err: error, shopId: shop.shopId }, "a call's budget could not be settled");
  }
}

/** "conversation:<id>" has the conversation's limits; what we have no name for, such as a member of staff, the conversation's pace. */
function limitsOf(scope: string, limits: BudgetLimits): LimitBounds {
  switch (kindOf(scope)) {
    case "shop":
      return limits.shop;
    case "visitor":
      return limits.visitor;
    case "customer":
      return limits.customer;
    case "conversation":
      return limits.conversation;
    default:
      return { ...limits.shop, requestsPerMinute: limits.conversation.requestsPerMinute };
  }
}

const toColumns = ({ requestsPerMinute, tokensPerDay, streams }: LimitBounds) => ({
  requests: requestsPerMinute,
  tokens: tokensPerDay,
  streams,
});

const kindOf = (scope: string) => scope.split(":")[0] ?? scope;

function describe(counted: z.infer<typeof Charged>["counted"], limits: BudgetLimits): Record<string, string> {
  return Object.fromEntries(
    counted.map(({ scope, requests, tokens, streams }) => {
      const limit = limitsOf(scope, limits);
      return [
        kindOf(scope),
        `${requests} of ${limit.requestsPerMinute} a minute, ${tokens} of ${limit.tokensPerDay} tokens today, ${streams} of ${limit.streams} at once`,
      ];
    }),
  );
}

const UNITS = { requests: "requests a minute", tokens: "tokens a day", streams: "answers at the same time" } as const;

function budgetExceeded({ scope, what, limit, retryAfterS }: Refusal): AppError {
  const wait = Math.max(1, retryAfterS);
  return new AppError("budget_exceeded", {
    message: `${kindOf(scope)} is over its limit of ${limit} ${UNITS[what]}`,
    userMessage: `The limit of ${limit} ${UNITS[what]} is reached. Please try again in ${describeWait(wait)}.`,
    retryAfterS: wait,
  });
}

function describeWait(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 7_200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3_600)} hours`;
}
