import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { CallRecord, CallSummary } from "~/modules/inference/call-record";
import { explainFailure, type FailureWords } from "~/modules/inference/explain-failure";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { openMask } from "~/modules/inference/open-mask.server";
import type { Mask } from "~/modules/inference/redaction/mask-text";
import { hasPermission } from "~/modules/tenancy/require-permission";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { callOffers, type CallOffers } from "./call-offers";
import { turnsAround, wasRedacted, type ContextTurn } from "./call-context";
import { findNeighbours } from "./find-neighbours.server";
import { findRelatedCalls } from "./find-related-calls.server";

/** How the chat hands out a conversation's messages; this room knows no other feature. */
export type ListTurns = (
  shop: ShopContext,
  conversationId: string,
) => Promise<readonly (Omit<ContextTurn, "isThis" | "text"> & { readonly text: string })[]>;

export type OpenedLog = {
  /** `released` with placeholders instead of the personal data that its reader saw. */
  readonly record: CallRecord;
  readonly offers: CallOffers;
  /** Why the model did not answer; null when it did, or that is not known. */
  readonly failure: FailureWords | null;
  readonly context: ReturnType<typeof turnsAround>;
  /** Other calls of the same conversation or product, newest first. */
  readonly related: readonly CallSummary[];
  /** Ids of the next calls of the log. */
  readonly newer: string | null;
  readonly older: string | null;
  /** The call that this one was made again from, and whether its prompt was an experiment. */
  readonly replayOf: { readonly callId: string; readonly isExperiment: boolean } | null;
};

/**
 * Opens one call's record, decrypted, with what was said around it, and writes who looked at it to the audit log first. Personal data is
 * masked: to see it is another use case, with a reason. Messages that no model was asked about are shown to those only who might reveal them.
 * @throws AppError `not_found` when the shop has no such call.
 */
export async function openLog(shop: ShopContext, callId: string, listTurns: ListTurns): Promise<OpenedLog> {
  const record = await getCallRecord(shop, callId);
  await withTenant(shop, (tx) => appendEvent(tx, shop, { type: "model_call.viewed", payload: { callId: record.id } }));
  const around = await withTenant(shop, async (tx) => ({
    related: await findRelatedCalls(tx, shop, record),
    ...(await findNeighbours(tx, shop, { id: record.id, createdAt: new Date(record.createdAt) })),
    replay: await tx.callReplay.findUnique({ where: { shopId_callId: { shopId: shop.shopId, callId: record.id } } }),
  }));
  const { replay, ...rest } = around;
  const replayOf = replay && { callId: replay.sourceCallId, isExperiment: replay.isExperiment };
  const [offers, failure] = [callOffers(record), explainFailure(record.verdicts)];
  if (record.erased) return { record, offers, failure, context: turnsAround([], record), ...rest, replayOf };
  const mask = await openMask(shop, record);
  const { conversationId } = record;
  const turns = conversationId === null ? [] : await readTurns(shop, conversationId, { listTurns, mask });
  return {
    record: { ...record, released: record.released === null ? null : mask(record.released) },
    offers,
    failure,
    context: turnsAround(turns, record),
    ...rest,
    replayOf,
  };
}

async function readTurns(
  shop: ShopContext,
  conversationId: string,
  { listTurns, mask }: { readonly listTurns: ListTurns; readonly mask: Mask },
): Promise<readonly Omit<ContextTurn, "isThis">[]> {
  const seesAll = hasPermission(shop, "logs.reveal");
  const last = await withTenant(shop, (tx) =>
    tx.modelCall.findFirst({
      where: { shopId: shop.shopId, conversationId, purpose: "chat" },
      orderBy: { createdAt: "desc" },
      select: { createdAt: true },
    }),
  );
  const lastCallAt = last?.createdAt.toISOString() ?? null;
  const turns = await listTurns(shop, conversationId);
  return turns.map((turn) => ({ ...turn, text: seesAll || wasRedacted(turn, lastCallAt) ? mask(turn.text) : null }));
}
