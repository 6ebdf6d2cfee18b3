import { withTenant } from "~/db.server";
import { appendEvent, type ActingTenant } from "./append-event.server";
import { SEGMENT_DROPPED } from "./find-chain-start.server";

/**
 * Drops the sealed months that are older than `keepMonths` whole months, oldest first, and records each in the chain. The database
 * refuses what is younger than twelve months, whatever is asked.
 * @returns how many months were dropped
 */
export async function dropSegments(shop: ActingTenant, keepMonths: number, now = new Date()): Promise<number> {
  const { shopId } = shop;
  const oldest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keepMonths)).toISOString().slice(0, 7);
  const segments = await withTenant(shop, (tx) =>
    tx.auditCheckpoint.findMany({
      where: { shopId, droppedAt: null, month: { lt: oldest } },
      orderBy: { lastSeq: "asc" },
    }),
  );
  for (const { month, firstSeq, lastSeq, hash } of segments) {
    const payload = {
      month,
      firstSeq: firstSeq.toString(),
      lastSeq: lastSeq.toString(),
      hash: Buffer.from(hash).toString("hex"),
    };
    await withTenant(shop, async (tx) => {
      // First, so that there is an event after the dropped ones.
      await appendEvent(tx, shop, { type: SEGMENT_DROPPED, payload });
      await tx.$executeRaw`SELECT drop_audit_segment(${shopId}, ${month})`;
    });
  }
  return segments.length;
}
