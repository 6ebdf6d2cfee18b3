import { env } from "~/env.server";
import { AppError } from "~/lib/app-error";
import {
  LIMIT_KINDS,
  MAX_REQUESTS_PER_MINUTE,
  MAX_STREAMS,
  MAX_TOKENS_PER_DAY,
  type LimitKind,
  type ShopSettings,
} from "./shop-settings";

export type LimitBounds = {
  readonly requestsPerMinute: number;
  readonly tokensPerDay: number;
  readonly streams: number;
};

export type BudgetLimits = Readonly<Record<LimitKind, LimitBounds>>;

/** What the operator lets one shop have at most. */
export function limitBounds(): LimitBounds {
  return {
    requestsPerMinute: env.BUDGET_MAX_REQUESTS_PER_MINUTE ?? MAX_REQUESTS_PER_MINUTE,
    tokensPerDay: env.BUDGET_MAX_TOKENS_PER_DAY ?? MAX_TOKENS_PER_DAY,
    streams: env.BUDGET_MAX_STREAMS ?? MAX_STREAMS,
  };
}

/** The limits that hold for a shop: its own, within the operator's bounds, which may have become lower since they were saved. */
export function toLimits(settings: ShopSettings, bounds: LimitBounds = limitBounds()): BudgetLimits {
  const of = (kind: LimitKind): LimitBounds => ({
    requestsPerMinute: Math.min(settings.requestLimitPerMinute[kind], bounds.requestsPerMinute),
    tokensPerDay: Math.min(settings.tokenLimitPerDay[kind], bounds.tokensPerDay),
    streams: Math.min(settings.streamLimit[kind], bounds.streams),
  });
  return { visitor: of("visitor"), conversation: of("conversation"), customer: of("customer"), shop: of("shop") };
}

/** @throws AppError `bad_request` naming the bound, when a saved limit would be above what the operator allows. */
export function checkBounds(settings: ShopSettings, bounds: LimitBounds = limitBounds()): void {
  const isOver = (values: Readonly<Record<LimitKind, number>>, bound: number) =>
    LIMIT_KINDS.some((kind) => values[kind] > bound);
  const count = (bound: number) => bound.toLocaleString("en");
  const problem = isOver(settings.requestLimitPerMinute, bounds.requestsPerMinute)
    ? `${count(bounds.requestsPerMinute)} requests a minute`
    : isOver(settings.tokenLimitPerDay, bounds.tokensPerDay)
      ? `${count(bounds.tokensPerDay)} tokens a day`
      : isOver(settings.streamLimit, bounds.streams)
        ? `${count(bounds.streams)} answers at the same time`
        : null;
  if (problem === null) return;
  throw new AppError("bad_request", {
    message: "a limit is above the operator's bound",
    userMessage: `Whoever runs this app allows at most ${problem}. Choose a lower limit.`,
  });
}
