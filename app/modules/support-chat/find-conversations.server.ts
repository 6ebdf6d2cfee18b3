import { z } from "zod";
import { withTenant, type TenantTx } from "~/db.server";
import type { Conversation, Message } from "~/generated/prisma/client";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { endedByNewer, takeSearchPlace } from "~/modules/tenancy/take-search-place.server";
import { decryptMessage } from "./message-crypto.server";
import { WRITING } from "./list-messages.server";
import { openChatMask, type ChatMask } from "./open-chat-mask.server";

const MIN_WORDS_CHARS = 3;
const MAX_WORDS_CHARS = 200;

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** What the person says they wrote; in a body, never in an address. */
export const ConversationWish = z.object({
  words: z.string().trim().min(MIN_WORDS_CHARS, `write at least ${MIN_WORDS_CHARS} characters`).max(MAX_WORDS_CHARS),
  /** Where an earlier search stopped. */
  after: z.string().max(100).optional(),
});

export type ConversationWish = z.infer<typeof ConversationWish>;

export type FoundConversation = {
  readonly id: string;
  /** ISO 8601, as the other time. */
  readonly startedAt: string;
  readonly lastMessageAt: string;
  /** Nobody was logged in. */
  readonly isGuest: boolean;
  readonly messages: number;
  /** The beginning of the first message, personal data masked. */
  readonly begins: string;
};

export type FoundConversations = {
  readonly found: readonly FoundConversation[];
  readonly scanned: number;
  /** The last message of the oldest conversation that was looked at; null when there was none. */
  readonly reached: string | null;
  /** `after` of the search that goes on; null at the end. */
  readonly nextCursor: string | null;
};

type FindBounds = { readonly conversations: number; readonly finds: number; readonly ms: number };

const BOUNDS: FindBounds = { conversations: 5_000, finds: 20, ms: 10_000 };
const BATCH = 50;
const MAX_BEGIN_CHARS = 160;

/**
 * Looks for words in what was said, newest conversations first: also in those that no model was asked about, and for what a model never saw,
 * such as an e-mail address. Messages are decrypted and read, never indexed. That somebody searched, and which conversations were shown, is
 * in the audit log; what was looked for is not. It ends early when the reader has left.
 * @throws AppError `budget_exceeded` when three searches of other people run; `conflict` when the same person began a newer one.
 */
export async function findConversations(
  shop: ShopContext,
  wish: ConversationWish,
  signal: AbortSignal,
  bounds: FindBounds = BOUNDS,
): Promise<FoundConversations> {
  const place = takeSearchPlace(shop, "chats");
  try {
    const answer = await scan(shop, wish, { signal: AbortSignal.any([signal, place.signal]), bounds });
    if (place.signal.aborted && answer.nextCursor !== null) throw endedByNewer();
    return answer;
  } finally {
    place.leave();
  }
}

async function scan(
  shop: ShopContext,
  { words, after }: ConversationWish,
  { signal, bounds }: { readonly signal: AbortSignal; readonly bounds: FindBounds },
): Promise<FoundConversations> {
  const searchId = newId();
  await note(shop, "conversation.searched", { searchId });
  const mask = await openChatMask(shop);
  const until = Date.now() + bounds.ms;
  const found: FoundConversation[] = [];
  let [scanned, cursor]: [number, string | null] = [0, after ?? null];
  for (;;) {
    const limit = Math.min(BATCH, bounds.conversations - scanned);
    const rows = await withTenant(shop, (tx) => readPage(tx, shop, cursor, limit));
    for (const row of rows) {
      const hit = await look(shop, row, words, mask);
      if (hit) found.push(hit);
    }
    scanned += rows.length;
    const last = rows.at(-1);
    if (last) cursor = `${last.updatedAt.toISOString()}_${last.id}`;
    const isEnd = rows.length < limit;
    const mayGoOn = !signal.aborted && Date.now() < until;
    if (!isEnd && mayGoOn && scanned < bounds.conversations && found.length < bounds.finds) continue;
    await note(shop, "conversation.search_ended", { searchId, scanned, conversations: found.map(({ id }) => id) });
    return { found, scanned, reached: cursor?.split("_")[0] ?? null, nextCursor: isEnd ? null : cursor };
  }
}

type Row = Conversation & { readonly messages: readonly Message[] };

function readPage(tx: TenantTx, { shopId }: ShopContext, cursor: string | null, take: number): Promise<Row[]> {
  const parsed = Cursor.safeParse(cursor?.split("_"));
  const [time, id] = parsed.success ? parsed.data : [];
  const updatedAt = time && new Date(time);
  return tx.conversation.findMany({
    where: {
      shopId,
      ...(updatedAt && id ? { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] } : {}),
    },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take,
    include: { messages: { where: { status: { not: WRITING } }, orderBy: [{ createdAt: "asc" }, { author: "desc" }] } },
  });
}

function look(shop: ShopContext, row: Row, words: string, mask: ChatMask): Promise<FoundConversation | null> {
  return withTenant(shop, async (tx) => {
    let [first, isFound] = ["", false];
    for (const message of row.messages) {
      const { text } = await decryptMessage(tx, shop, message);
      first ||= text;
      isFound ||= comparable(text).includes(comparable(words));
    }
    if (!isFound) return null;
    const masked = (await mask(tx, row))(first);
    const { id, createdAt, updatedAt, customerHash, messages } = row;
    return {
      id,
      startedAt: createdAt.toISOString(),
      lastMessageAt: updatedAt.toISOString(),
      isGuest: customerHash === null,
      messages: messages.length,
      begins: masked.slice(0, MAX_BEGIN_CHARS),
    };
  });
}

/** Whatever its case, and any space for a space. */
const comparable = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

function note(
  shop: ShopContext,
  type: string,
  payload: { searchId: string; scanned?: number; conversations?: string[] },
): Promise<void> {
  return withTenant(shop, (tx) => appendEvent(tx, shop, { type, payload }));
}
