import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { forgetCallEndpoints } from "./call-profile.server";
import type { Endpoint } from "./endpoint";
import { getCallRecord } from "./get-call-record.server";
import { resolveEndpoints } from "./resolve-endpoints.server";
import { probeEndpoint, probeProblem } from "./probe-endpoint.server";

export type ModelCheck =
  | { readonly ok: true; readonly model: string; readonly fingerprint: string }
  | { readonly ok: false; readonly reason: string };

const CACHE_MS = 30_000;

const cache = new Map<string, { readonly value: Promise<ModelCheck>; readonly expiresAt: number }>();

/** Whether a model of the shop answers right now, by a real short call; asked at most every 30 seconds. `reason` is for staff. */
export function checkModel(shop: ShopContext): Promise<ModelCheck> {
  const known = cache.get(shop.shopId);
  if (known && known.expiresAt > Date.now()) return known.value;
  const value = check(shop);
  cache.set(shop.shopId, { value, expiresAt: Date.now() + CACHE_MS });
  value.catch(() => cache.delete(shop.shopId));
  return value;
}

/** Forgets what was found, after the shop's model servers have changed. */
export function forgetModelCheck(shop: ShopContext): void {
  cache.delete(shop.shopId);
  forgetCallEndpoints(shop);
}

async function check(shop: ShopContext): Promise<ModelCheck> {
  const endpoints = await findEndpoints(shop);
  if (endpoints.length === 0) return { ok: false, reason: "No model server is connected yet. Add one under Models." };
  try {
    const outcome = await probeEndpoint(shop, endpoints);
    const { model, fingerprint, verdicts } = await getCallRecord(shop, outcome.callId);
    const reason = probeProblem(outcome, verdicts);
    if (reason !== null) return { ok: false, reason };
    return { ok: true, model, fingerprint: fingerprint ?? model };
  } catch (error) {
    if (error instanceof AppError && error.code === "budget_exceeded") return { ok: false, reason: error.userMessage };
    throw error;
  }
}

/** Those of the chat, which shoppers wait for; a shop that uses none for it may have some for product copy. */
async function findEndpoints(shop: ShopContext): Promise<Endpoint[]> {
  const chat = await resolveEndpoints(shop, "chat");
  return chat.length > 0 ? chat : resolveEndpoints(shop, "copy");
}
