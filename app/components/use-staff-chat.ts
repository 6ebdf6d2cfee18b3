import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { ChatAction, ChatNews, StaffChat } from "~/modules/support-chat/staff-chat";
import { addedWords } from "./chat-words";
import { useVisible } from "./use-visible";

const POLL_MS = 3_000;
const MAX_POLL_MS = 60_000;

const Refused = z.object({ error: z.object({ message: z.string() }) });
const UNREACHABLE = "The app could not be reached. Nothing was changed; please try again.";

export type StaffChatDesk = {
  /** Null once it was given back or erased. */
  readonly chat: StaffChat | null;
  readonly busy: ChatAction["intent"] | null;
  readonly problem: string | null;
  /** The page could not be brought up to date. */
  readonly isStale: boolean;
  /** What a screen reader is told. */
  readonly announcement: string;
  /** True when it was done. */
  readonly act: (action: ChatAction) => Promise<boolean>;
};

/** One chat on the screen of a member of staff: kept up to date while it is seen, and what they do with it. */
export function useStaffChat(initial: StaffChat): StaffChatDesk {
  const [chat, setChat] = useState<StaffChat | null>(initial);
  const [busy, setBusy] = useState<ChatAction["intent"] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [announcement, announce] = useState("");
  const shown = useRef(initial);
  const take = useCallback((news: ChatNews) => {
    if (news.kind === "same") return;
    if (news.kind === "gone") return setChat(null);
    const added = addedWords(shown.current, news.chat);
    if (added !== "") announce(added);
    shown.current = news.chat;
    setChat(news.chat);
  }, []);
  const { isStale, refresh } = useNews(initial.id, shown, chat !== null && busy === null, take);
  const act = async (action: ChatAction) => {
    setBusy(action.intent);
    setProblem(null);
    const answer = await post(initial.id, action).catch(() => UNREACHABLE);
    setBusy(null);
    if (typeof answer !== "string") {
      take(answer);
      return true;
    }
    setProblem(answer);
    refresh();
    return false;
  };
  return { chat, busy, problem, isStale, announcement, act };
}

/** Asks for what is new every few seconds while the page is seen, less often while that fails. */
function useNews(
  id: string,
  shown: { readonly current: StaffChat },
  isActive: boolean,
  take: (news: ChatNews) => void,
): { isStale: boolean; refresh: () => void } {
  const isVisible = useVisible();
  const [failures, setFailures] = useState(0);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isActive || !isVisible) return;
    const aborter = new AbortController();
    const ask = async () => {
      const version = shown.current.version;
      const news = await get(id, version, aborter.signal).catch(() => null);
      if (aborter.signal.aborted) return;
      setFailures((count) => (news === null ? count + 1 : 0));
      if (news) take(news);
      setRound((count) => count + 1);
    };
    // At once when the page has just come, and after something could not be done.
    const wait = round === 0 ? 0 : Math.min(POLL_MS * 2 ** failures, MAX_POLL_MS);
    const timer = setTimeout(() => void ask(), wait);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [id, shown, isActive, isVisible, failures, round, take]);
  return { isStale: failures > 1, refresh: useCallback(() => setRound(0), []) };
}

/** App Bridge adds the session token to the request. */
async function get(id: string, version: string, signal: AbortSignal): Promise<ChatNews> {
  const response = await fetch(`/app/chats/${id}/news?${new URLSearchParams({ version })}`, {
    headers: { accept: "application/json" },
    cache: "no-store",
    signal,
  });
  if (!response.ok) throw new Error(`news: ${response.status}`);
  // Our own route's answer, of the type that it is written with.
  return (await response.json()) as ChatNews;
}

/** The chat after what was done, or why it was not. */
async function post(id: string, action: ChatAction): Promise<ChatNews | string> {
  const response = await fetch(`/app/chats/${id}/act`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(action),
  });
  const body: unknown = await response.json();
  // As above.
  if (response.ok) return body as ChatNews;
  return Refused.safeParse(body).data?.error.message ?? UNREACHABLE;
}
