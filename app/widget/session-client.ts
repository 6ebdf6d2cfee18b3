import type { SessionRequest, SessionResponse } from "~/modules/support-chat/chat-protocol";
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
};

/** Keeps one session: its bearer in memory only, and what resumes it for as long as the tab lives. */
export function createSessionClient({ proxyPath, locale }: WidgetSettings): SessionClient {
  let current: Promise<SessionResponse> | null = null;
  const open = async (): Promise<SessionResponse> => {
    const resumeToken = recall(RESUME_KEY);
    const body: SessionRequest = { locale, ...(resumeToken ? { resumeToken } : {}) };
    const response = await fetch(`${proxyPath}/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(OPEN_TIMEOUT_MS),
    });
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
  return {
    get: async () => {
      const session = await (current ?? renew());
      return Date.parse(session.expiresAt) - Date.now() > RENEW_BEFORE_MS ? session : renew();
    },
    expire: () => {
      current = null;
    },
  };
}
