import { withTenant, type TenantTx } from "~/db.server";
import type { Prisma } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { findDestroyedSubjects } from "~/modules/vault/find-destroyed-subjects.server";
import { readCursor, writeCursor } from "./call-cursor";
import { callField } from "./call-fields";
import type { CallFilter } from "./call-filter";
import type { CallSummary } from "./call-record";
import { callSubject } from "./call-subject";
import { SUMMARY_COLUMNS, toSummary } from "./call-summary";
import { findCallIds } from "./find-call-ids.server";

const TEXT_COLUMNS = { ...SUMMARY_COLUMNS, conversationId: true, request: true, response: true } as const;

type TextRow = Prisma.ModelCallGetPayload<{ select: typeof TEXT_COLUMNS }>;

/** What was sent and what came back, both with personal data replaced; null where there is none, or where it was erased. */
export type CallTexts = {
  readonly call: CallSummary;
  readonly request: string | null;
  readonly response: string | null;
  /** A text could not be decrypted although it was not erased. */
  readonly isUnreadable: boolean;
};

/**
 * The texts of the calls that fit, newest first, `limit` of them from a cursor on, in one transaction. What was released to a reader is left
 * out: that holds personal data again.
 */
export async function readCallTexts(
  shop: ShopContext,
  filter: CallFilter,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ texts: CallTexts[]; nextCursor: string | null }> {
  const { shopId } = shop;
  const stretch = { from: readCursor(page.after), towards: "older", limit: page.limit } as const;
  return withTenant(shop, async (tx) => {
    const ids = await findCallIds(tx, shopId, filter, stretch);
    const rows = await tx.modelCall.findMany({ where: { shopId, id: { in: ids } }, select: TEXT_COLUMNS });
    const erased = await findDestroyedSubjects(tx, shop, rows.flatMap(subjectsOf));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const texts: CallTexts[] = [];
    for (const row of ids.flatMap((id) => byId.get(id) ?? []))
      texts.push(
        await readTexts(
          tx,
          shop,
          row,
          subjectsOf(row).some((subject) => erased.has(subject)),
        ),
      );
    const last = byId.get(ids.at(-1) ?? "");
    return { texts, nextCursor: ids.length === page.limit && last ? writeCursor(last) : null };
  });
}

function subjectsOf({ conversationId }: TextRow): string[] {
  const subject = callSubject(conversationId);
  return subject === undefined ? [] : [subject];
}

async function readTexts(tx: TenantTx, shop: ShopContext, row: TextRow, isErased: boolean): Promise<CallTexts> {
  const call = toSummary(row);
  const none = { call, request: null, response: null, isUnreadable: false };
  if (isErased) return none;
  const read = async (column: "request" | "response") =>
    row[column] && decryptField(tx, shop, callField(row.id, column, row.conversationId), row[column]);
  try {
    return { ...none, request: await read("request"), response: await read("response") };
  } catch (error) {
    // Logged where it happened. One damaged value must not hide all older calls.
    if (error instanceof AppError && error.code === "internal") return { ...none, isUnreadable: true };
    throw error;
  }
}
