import type { ChatEvent, SessionResponse, TurnRequest } from "~/modules/support-chat/chat-protocol";
import { readEvents } from "./event-stream";
import type { SessionClient } from "./session-client";

/** Longer than this without an answer's head, and the buffered way is tried. */
const OPEN_TIMEOUT_MS = 10_000;
const BUFFERED_TIMEOUT_MS = 60_000;

export type SendTurn = (turn: TurnRequest) => AsyncGenerator<ChatEvent, void, undefined>;

/**
 * Sends turns: streamed from the app's own origin, or buffered through the shop's proxy when that cannot be opened.
 * A token that was refused is renewed once. Throws when neither way is open. The same turn may be sent again at any time.
 */
export function createTurnSender(session: SessionClient, proxyPath: string): SendTurn {
  let isBuffered = false;
  const open = async (turn: TurnRequest): Promise<Response> => {
    const current = await session.get();
    if (!isBuffered) {
      const response = await openStream(current, turn).catch(() => null);
      // The server's own refusals are answers; a missing or foreign one means that the way is closed.
      if (response && isOurs(response)) return response;
      isBuffered = true;
    }
    return fetch(`${proxyPath}/turn`, {
      ...post({ ...turn, token: current.token }),
      signal: AbortSignal.timeout(BUFFERED_TIMEOUT_MS),
    });
  };
  return async function* (turn) {
    let response = await open(turn);
    if (response.status === 401 || response.status === 404) {
      session.expire();
      response = await open(turn);
    }
    yield* eventsOf(response);
  };
}

async function openStream({ origin, token }: SessionResponse, turn: TurnRequest): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), OPEN_TIMEOUT_MS);
  try {
    return await fetch(`${origin}/chat/turn`, {
      ...post(turn, { authorization: `Bearer ${token}` }),
      signal: patience.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

const isOurs = (response: Response) =>
  /^(?:text\/event-stream|application\/json)/.test(response.headers.get("content-type") ?? "");

async function* eventsOf(response: Response): AsyncGenerator<ChatEvent, void, undefined> {
  const type = response.headers.get("content-type") ?? "";
  if (response.ok && type.startsWith("text/event-stream") && response.body) yield* readEvents(response.body);
  else if (response.ok && type.startsWith("application/json")) yield* (await response.json()) as ChatEvent[];
  else yield await refusalOf(response);
}

/** A refused turn as an event, in the server's words for readers. */
async function refusalOf(response: Response): Promise<ChatEvent> {
  const body: unknown = await response.json().catch(() => null);
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const retryAfter = Number(response.headers.get("retry-after"));
  return {
    type: "error",
    code: typeof error.code === "string" ? error.code : String(response.status),
    text: typeof error.message === "string" ? error.message : "",
    retryAfterS: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
