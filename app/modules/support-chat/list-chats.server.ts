import { withTenant, type TenantTx } from "~/db.server";
import { Prisma } from "~/generated/prisma/client";
import { nameStaff } from "~/modules/tenancy/name-staff.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { readChatCursor, writeChatCursor, type ChatCursor } from "./chat-cursor";
import { openChatMask, type ChatMask } from "./open-chat-mask.server";
import { decryptMessage } from "./message-crypto.server";
import { beginningOf, CHAT_VIEWS, type ChatRow, type ChatView, type StaffState } from "./staff-chat";

const PER_PAGE = 25;

export type ChatPage = {
  readonly rows: readonly ChatRow[];
  /** `after` of the next page; null on the last one. */
  readonly nextCursor: string | null;
};

type Row = {
  readonly id: string;
  readonly state: StaffState;
  readonly since: Date;
  readonly locale: string;
  readonly takenBy: string | null;
  readonly messageId: string | null;
};

/**
 * One page of the chats that are with staff, by keyset: those that wait first and longest first, then those that a person has; closed ones
 * newest first. What shoppers wrote is masked for everybody: to read it is to open the chat, which is written down.
 */
export async function listChats(
  shop: ShopContext,
  { view, after }: { readonly view: ChatView; readonly after: string | null },
): Promise<ChatPage> {
  const mask = await openChatMask(shop);
  return withTenant(shop, async (tx) => {
    const found = await readPage(tx, shop, view, after);
    const rows = found.slice(0, PER_PAGE);
    const names = await nameStaff(
      tx,
      shop,
      rows.flatMap(({ takenBy }) => takenBy ?? []),
    );
    const says = await readMessages(tx, shop, rows, mask);
    const last = found.length > PER_PAGE ? rows.at(-1) : undefined;
    return {
      rows: rows.map(({ id, state, since, locale, takenBy }) => ({
        id,
        state,
        since: since.toISOString(),
        language: locale,
        says: says.get(id) ?? null,
        takenBy: takenBy === null ? null : names(takenBy),
      })),
      nextCursor: last ? writeChatCursor(last) : null,
    };
  });
}

/** One more than is shown tells whether there are more. One state after the other, so that each is read in the order of the index. */
async function readPage(tx: TenantTx, shop: ShopContext, view: ChatView, after: string | null): Promise<Row[]> {
  const cursor = readChatCursor(after);
  const states: readonly StaffState[] = CHAT_VIEWS[view];
  const first = cursor ? Math.max(0, states.indexOf(cursor.state)) : 0;
  const rows: Row[] = [];
  for (const state of states.slice(first)) {
    const from = cursor?.state === state ? cursor : null;
    rows.push(...(await readState(tx, shop, { state, from, limit: PER_PAGE + 1 - rows.length })));
    if (rows.length > PER_PAGE) break;
  }
  return rows;
}

type Stretch = { readonly state: StaffState; readonly from: ChatCursor | null; readonly limit: number };

/** The condition on the assistant's chats is the index's own. */
function readState(tx: TenantTx, { shopId }: ShopContext, { state, from, limit }: Stretch): Promise<Row[]> {
  const isNewestFirst = state === "closed";
  const order = isNewestFirst ? Prisma.sql`c.state_since DESC, c.id DESC` : Prisma.sql`c.state_since ASC, c.id ASC`;
  const sign = isNewestFirst ? Prisma.sql`<` : Prisma.sql`>`;
  const after = from ? Prisma.sql`AND (c.state_since, c.id) ${sign} (${from.since}, ${from.id}::uuid)` : Prisma.empty;
  return tx.$queryRaw<Row[]>`
    SELECT c.id, c.state, c.state_since AS since, c.locale, c.taken_by AS "takenBy", m.id AS "messageId"
    FROM conversation c
    LEFT JOIN LATERAL (
      SELECT id FROM message
      WHERE shop_id = c.shop_id AND conversation_id = c.id AND author = 'shopper'
      ORDER BY created_at DESC LIMIT 1) m ON true
    WHERE c.shop_id = ${shopId} AND c.state <> 'assistant' AND c.state = ${state} ${after}
    ORDER BY ${order} LIMIT ${limit}`;
}

/** Bytes are read apart: Prisma 6 cannot read them in a raw query through this adapter. */
async function readMessages(
  tx: TenantTx,
  shop: ShopContext,
  rows: readonly Row[],
  mask: ChatMask,
): Promise<Map<string, string>> {
  const messages = await tx.message.findMany({
    where: { shopId: shop.shopId, id: { in: rows.flatMap(({ messageId }) => messageId ?? []) } },
    include: { conversation: { select: { id: true, placeholders: true } } },
  });
  const says = new Map<string, string>();
  for (const message of messages) {
    const { text } = await decryptMessage(tx, shop, message);
    const masked = (await mask(tx, message.conversation))(text);
    says.set(message.conversationId, beginningOf(masked));
  }
  return says;
}
