import { withTenant, type TenantTx } from "~/db.server";
import type { Conversation, Message } from "~/generated/prisma/client";
import type { Mask } from "~/modules/inference/redaction/mask-text";
import { nameStaff, type StaffNames } from "~/modules/tenancy/name-staff.server";
import { hasPermission } from "~/modules/tenancy/require-permission";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { ChatMessage, MessageStatus, type ChatAttachments } from "./chat-protocol";
import { chatNotFound, findStaffState } from "./staff-conversation.server";
import { WRITING } from "./list-messages.server";
import { decryptMessage } from "./message-crypto.server";
import { noteChatView } from "./note-chat-view.server";
import { openChatMask, type ChatMask } from "./open-chat-mask.server";
import type { ChatNews, StaffChat, StaffMessage, StaffState } from "./staff-chat";

const MAX_SHOWN = 100;

/**
 * One chat that is with staff, decrypted, and writes who reads it to the audit log. Personal data is masked for who may not answer.
 * @throws AppError `not_found` also for a chat that is the assistant's: staff read those only that ask for a person.
 */
export async function getChat(shop: ShopContext, id: string): Promise<StaffChat> {
  const news = await findChatNews(shop, id, null);
  if (news.kind !== "changed") throw chatNotFound();
  return news.chat;
}

/** What is new in a chat since the version that the reader has. */
export async function findChatNews(shop: ShopContext, id: string, version: string | null): Promise<ChatNews> {
  // Whoever answers a shopper reads what they wrote.
  const mask = hasPermission(shop, "chats.answer") ? null : await openChatMask(shop);
  return withTenant(shop, async (tx) => {
    const found = await findStaffState(tx, shop, id);
    if (!found) return { kind: "gone" };
    if (versionOf(found.row) === version) return { kind: "same" };
    const chat = await readChat(tx, shop, { ...found, mask });
    await noteChatView(tx, shop, chat.id);
    return { kind: "changed", chat };
  });
}

const versionOf = ({ updatedAt, stateSince }: Conversation) => `${updatedAt.getTime()}-${stateSince.getTime()}`;

type Found = { readonly row: Conversation; readonly state: StaffState; readonly mask: ChatMask | null };

async function readChat(tx: TenantTx, shop: ShopContext, { row, state, mask }: Found): Promise<StaffChat> {
  const messages = await tx.message.findMany({
    where: { shopId: shop.shopId, conversationId: row.id, status: { not: WRITING } },
    orderBy: [{ createdAt: "desc" }, { author: "asc" }],
    take: MAX_SHOWN + 1,
  });
  const shown = messages.slice(0, MAX_SHOWN).reverse();
  const names = await nameStaff(tx, shop, [row.takenBy ?? [], ...shown.map(({ staffId }) => staffId ?? [])].flat());
  const isMasked = mask !== null;
  const view: View = { names, isMasked, mask: mask ? await mask(tx, row) : (text) => text };
  const read: StaffMessage[] = [];
  for (const message of shown) read.push(await readMessage(tx, shop, message, view));
  return {
    id: row.id,
    state,
    since: row.stateSince.toISOString(),
    startedAt: row.createdAt.toISOString(),
    language: row.locale,
    isGuest: row.customerHash === null,
    takenBy: row.takenBy === null ? null : names(row.takenBy),
    isMasked,
    messages: read,
    hasEarlier: messages.length > MAX_SHOWN,
    version: versionOf(row),
  };
}

type View = { readonly names: StaffNames; readonly isMasked: boolean; readonly mask: Mask };

async function readMessage(
  tx: TenantTx,
  shop: ShopContext,
  message: Message,
  { names, isMasked, mask }: View,
): Promise<StaffMessage> {
  const { text, attachments } = await decryptMessage(tx, shop, message);
  return {
    id: message.id,
    author: ChatMessage.shape.author.parse(message.author),
    writer: message.staffId === null ? null : names(message.staffId).name,
    text: mask(text),
    status: MessageStatus.parse(message.status),
    sources: (attachments?.sources ?? []).map(({ id, title, url }) => ({ id, title, url })),
    shown: attachments ? namesShown(attachments, isMasked) : [],
    createdAt: message.createdAt.toISOString(),
  };
}

function namesShown({ cards, orders }: ChatAttachments, isMasked: boolean): string[] {
  return [...cards.map(({ title }) => title), ...(isMasked ? [] : orders.map(({ name }) => `Order ${name}`))];
}
