import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ConversationState, NewsResponse } from "~/modules/support-chat/chat-protocol";
import { createNewsWatch } from "./news-watch";

const page = { hidden: false, seen: () => undefined as void };
const asked: string[] = [];
const told: { state: ConversationState; before: ConversationState }[] = [];
let answer: () => Response = () => Response.json(news("waiting"));

const news = (state: ConversationState, createdAt?: string): NewsResponse => ({
  state,
  messages: createdAt
    ? [{ id: "1", turnId: "1", author: "staff", text: "Hello", status: "complete", attachments: null, createdAt }]
    : [],
});

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  told.length = 0;
  page.hidden = false;
  vi.stubGlobal("document", {
    get hidden() {
      return page.hidden;
    },
    addEventListener: (_type: string, seen: () => void) => (page.seen = seen),
  });
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(answer());
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(state: ConversationState) {
  const session = { origin: "https://app.example", token: "t" };
  const expire = vi.fn();
  const watch = createNewsWatch(
    // Of the session's client and its answer, the watch uses these only.
    { get: () => Promise.resolve(session), expire } as unknown as Parameters<typeof createNewsWatch>[0],
    ({ state: now }, before) => told.push({ state: now, before }),
  );
  watch.setOpen(true);
  watch.setState(state);
  return { watch, expire };
}

it("asks while a person is waited for or is there, and for what is new only", async () => {
  answer = () => Response.json(news("human", "2026-11-25T10:00:00.000Z"));
  open("waiting");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([{ state: "human", before: "waiting" }]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked).toEqual([
    "https://app.example/chat/messages",
    "https://app.example/chat/messages?after=2026-11-25T10%3A00%3A00.000Z",
  ]);
});

it.each(["assistant", "closed"] as const)("does not ask when the conversation is %s", async (state) => {
  open(state);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toEqual([]);
});

it("ends when it is given back", async () => {
  answer = () => Response.json(news("assistant"));
  open("human");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(1);
  expect(told).toEqual([{ state: "assistant", before: "human" }]);
});

it("rests while the page is not seen or the panel closed, and asks at once when it is back", async () => {
  answer = () => Response.json(news("human"));
  const { watch } = open("human");
  page.hidden = true;
  page.seen();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(0);
  page.hidden = false;
  page.seen();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(1);
  watch.setOpen(false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(1);
});

it("asks less and less often while that fails, down to once a minute", async () => {
  answer = () => new Response(null, { status: 503 });
  open("human");
  await vi.advanceTimersByTimeAsync(3_000 + 6_000 + 12_000);
  expect(asked).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.length).toBeLessThan(16);
  expect(told).toEqual([]);
});

it("has an ended session renewed, and stops when the conversation is gone", async () => {
  answer = () => new Response(null, { status: 401 });
  const { expire } = open("human");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(expire).toHaveBeenCalledOnce();
  answer = () => new Response(null, { status: 404 });
  await vi.advanceTimersByTimeAsync(6_000);
  expect(asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(2);
});
