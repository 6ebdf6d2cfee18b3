import { withTenant } from "~/db.server";
import type { CallRecord } from "~/modules/inference/call-record";
import { DEFAULT_ENDPOINT_ID } from "~/modules/inference/endpoint";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { readSentRequest } from "~/modules/inference/sent-request";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { findCurrentPrompt, type KnownPrompt } from "./prompt-choice";

const MAX_REPLAYS = 20;

export type ReplayServer = { readonly id: string; readonly name: string; readonly model: string };

export type ReplayPage = {
  /** `released` is null: it holds what its reader saw, and is not compared. */
  readonly original: CallRecord;
  /** The instructions as they were sent; null when the call cannot be asked again. */
  readonly instructions: string | null;
  /** What the feature uses now, when that differs. */
  readonly current: KnownPrompt | null;
  readonly servers: readonly ReplayServer[];
  /** Newest first. */
  readonly replays: readonly {
    readonly callId: string;
    readonly createdAt: string;
    readonly isExperiment: boolean;
    readonly model: string;
    readonly state: string;
  }[];
  /** The one that is compared. */
  readonly chosen: CallRecord | null;
};

/**
 * A call with what it can be asked again with, and with those that were made again of it.
 * @throws AppError `not_found` when the shop has no such call.
 */
export async function openReplay(
  shop: ShopContext,
  callId: string,
  chosenId: string | null,
  prompts: readonly KnownPrompt[],
): Promise<ReplayPage> {
  const original = await getCallRecord(shop, callId);
  const replays = await listReplays(shop, original.id);
  const shownId = replays.find((replay) => replay.callId === chosenId)?.callId ?? replays[0]?.callId;
  const chosen = shownId === undefined ? null : await getCallRecord(shop, shownId);
  await withTenant(shop, (tx) =>
    appendEvent(tx, shop, { type: "model_call.viewed", payload: { callId: original.id, replay: shownId ?? null } }),
  );
  const sent = original.request === null ? null : readSentRequest(original.request, original.evidence);
  return {
    original: { ...original, released: null },
    instructions: sent?.instructions ?? null,
    current: sent && findCurrentPrompt({ ...original, instructions: sent.instructions }, prompts),
    servers: await listServers(shop),
    replays,
    chosen,
  };
}

/** The servers that can be asked, switched on or not: whoever runs again may want to try one before it is used. */
export async function listServers(shop: ShopContext): Promise<ReplayServer[]> {
  const endpoints = await listEndpoints(shop);
  return endpoints.map(({ id, name, model }) => ({ id: id ?? DEFAULT_ENDPOINT_ID, name, model }));
}

async function listReplays(shop: ShopContext, sourceCallId: string): Promise<ReplayPage["replays"]> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const rows = await tx.callReplay.findMany({
      where: { shopId, sourceCallId },
      orderBy: { createdAt: "desc" },
      take: MAX_REPLAYS,
    });
    const calls = await tx.modelCall.findMany({
      where: { shopId, id: { in: rows.map((row) => row.callId) } },
      select: { id: true, model: true, state: true },
    });
    const byId = new Map(calls.map((call) => [call.id, call]));
    return rows.flatMap(({ callId, createdAt, isExperiment }) => {
      const call = byId.get(callId);
      return call
        ? [{ callId, createdAt: createdAt.toISOString(), isExperiment, model: call.model, state: call.state }]
        : [];
    });
  });
}
