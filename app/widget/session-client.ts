import type { ForgetRequest, SessionRequest, SessionResponse } from "~/modules/support-chat/chat-protocol";
import type { WidgetSettings } from "./settings";
import { keep, recall } from "./storage";

const RESUME_KEY = "resume";
const OPEN_TIMEOUT_MS = 15_000;
/** A token this close to its end is renewed before it is used. */
const RENEW_BEFORE_MS = 30_000;

export type SessionClient = {
  /** The open session, opened or renewed when needed. Throws when the shop cannot be reached. */
  readonly get: () => Promise<SessionResponse>;
  /** Forgets the token, so that the next `get` renews the session. */
  readonly expire: () => void;
  /** Has the session's conversation deleted, and forgets it here. False when that could not be done now. */
  readonly forget: () => Promise<boolean>;
};

/** Keeps one session: its bearer in memory only, and what resumes it for as long as the tab lives. */
export function createSessionClient({ proxyPath, locale }: WidgetSettings): SessionClient {
  let current: Promise<SessionResponse> | null = null;
  const post = (path: string, body: SessionRequest | ForgetRequest) =>
    fetch(`${proxyPath}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(OPEN_TIMEOUT_MS),
    });
  const open = async (): Promise<SessionResponse> => {
    const resumeToken = recall(RESUME_KEY);
    const response = await post("session", { locale, ...(resumeToken ? { resumeToken } : {}) });
    if (!response.ok) throw new Error(`session: ${response.status}`);
    // Our own server's answer, checked there by the same schema.
    const session = (await response.json()) as SessionResponse;
    keep(RESUME_KEY, session.resumeToken);
    return session;
  };
  const renew = () => {
    const opening = open();
    current = opening;
    opening.catch(() => {
      if (current === opening) current = null;
    });
    return opening;
  };
  const get = async () => {
    const session = await (current ?? renew());
    return Date.parse(session.expiresAt) - Date.now() > RENEW_BEFORE_MS ? session : renew();
  };
  return {
    get,
    expire: () => {
      current = null;
    },
    forget: async () => {
      try {
        const { ok } = await post("forget", { token: (await get()).token });
        if (!ok) return false;
      } catch {
        return false;
      }
      keep(RESUME_KEY, null);
      current = null;
      return true;
    },
  };
}
