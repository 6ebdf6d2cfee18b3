import { withTenant, type TenantTx } from "~/db.server";
import type { ModelCall } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { findDestroyedSubjects } from "~/modules/vault/find-destroyed-subjects.server";
import type { CallRecord } from "./call-record";
import { callSubject } from "./call-subject";
import { decryptBodies, toRecord } from "./get-call-record.server";

/** `unreadable`: its texts were not erased, and still could not be decrypted. */
export type ReadCall = CallRecord & { readonly unreadable: boolean };

/** Several calls with their bodies, in the order of their ids and in one transaction; a call that is gone is left out. */
export function readCallRecords(shop: ShopContext, ids: readonly string[]): Promise<ReadCall[]> {
  const { shopId } = shop;
  return withTenant(shop, async (tx) => {
    const rows = await tx.modelCall.findMany({ where: { shopId, id: { in: [...ids] } } });
    const erased = await findDestroyedSubjects(tx, shop, rows.flatMap(subjectsOf));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const calls: ReadCall[] = [];
    for (const row of ids.flatMap((id) => byId.get(id) ?? [])) {
      const isErased = subjectsOf(row).some((subject) => erased.has(subject));
      calls.push(await readCall(tx, shop, row, isErased));
    }
    return calls;
  });
}

const subjectsOf = ({ conversationId }: ModelCall): string[] =>
  [callSubject(conversationId)].filter((subject) => subject !== undefined);

async function readCall(tx: TenantTx, shop: ShopContext, row: ModelCall, isErased: boolean): Promise<ReadCall> {
  if (isErased) return { ...toRecord(row, null, true), unreadable: false };
  try {
    return { ...toRecord(row, await decryptBodies(tx, shop, row), false), unreadable: false };
  } catch (error) {
    // Decrypting has logged which value it was; a database or key service that is away is tried again instead.
    if (!(error instanceof AppError) || error.code !== "internal") throw error;
    return { ...toRecord(row, null, false), unreadable: true };
  }
}
