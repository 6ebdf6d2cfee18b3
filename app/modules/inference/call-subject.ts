/** Whose key encrypts a call's bodies: the conversation's, or the shop's own when there is none. */
export function callSubject(conversationId: string | null | undefined): string | undefined {
  return conversationId ? `conversation:${conversationId}` : undefined;
}
