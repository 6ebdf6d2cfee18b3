import type { ConversationState, NewsResponse } from "~/modules/support-chat/chat-protocol";
import type { SessionClient } from "./session-client";

/** How often staff's words are asked for, by the conversation's state; not at all in the others. */
const POLL_MS: Partial<Record<ConversationState, number>> = { waiting: 5_000, human: 3_000 };
const MAX_POLL_MS = 60_000;
const TIMEOUT_MS = 10_000;

export type NewsWatch = {
  /** The conversation's state, as it was just told. */
  readonly setState: (state: ConversationState) => void;
  readonly setOpen: (isOpen: boolean) => void;
};

/**
 * Follows a conversation that a person is asked for or is in, while the panel is open and the page is seen; less often while that fails.
 * `onNews` may get a message again.
 */
export function createNewsWatch(
  session: SessionClient,
  onNews: (news: NewsResponse, before: ConversationState) => void,
): NewsWatch {
  let state: ConversationState = "assistant";
  let isOpen = false;
  let isAsking = false;
  let after: string | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const plan = (waitMs?: number) => {
    clearTimeout(timer);
    const every = POLL_MS[state];
    if (every === undefined || !isOpen || document.hidden || isAsking) return;
    timer = setTimeout(() => void ask(), waitMs ?? Math.min(every * 2 ** failures, MAX_POLL_MS));
  };
  const ask = async () => {
    isAsking = true;
    try {
      const news = await fetchNews(session, after);
      failures = 0;
      const before = state;
      // Gone, as after an erasure: the next message begins a new one.
      state = news?.state ?? "assistant";
      after = news?.messages.at(-1)?.createdAt ?? after;
      if (news) onNews(news, before);
    } catch {
      failures += 1;
    } finally {
      isAsking = false;
      plan();
    }
  };
  document.addEventListener("visibilitychange", () => plan(0));
  return {
    setState: (next) => {
      if (next === state) return;
      state = next;
      plan();
    },
    setOpen: (next) => {
      isOpen = next;
      plan(0);
    },
  };
}

/** Null when the conversation is gone. Throws when it cannot be asked now. */
async function fetchNews(session: SessionClient, after: string | null): Promise<NewsResponse | null> {
  const { origin, token } = await session.get();
  const query = after === null ? "" : `?after=${encodeURIComponent(after)}`;
  const response = await fetch(`${origin}/chat/messages${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status === 401) session.expire();
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`news: ${response.status}`);
  // Our own server's answer, of the type that it is written with.
  return (await response.json()) as NewsResponse;
}
