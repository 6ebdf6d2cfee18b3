import { describe, expect, it } from "vitest";
import { readChatCursor, writeChatCursor } from "./chat-cursor";
import { beginningOf, ChatAction, toChatView } from "./staff-chat";

describe("the beginning of a message", () => {
  it("is the message on one line, cut at a word", () => {
    expect(beginningOf("  Hello\n\nthere ")).toBe("Hello there");
    const cut = beginningOf("word ".repeat(60));
    expect(cut).toMatch(/^(word )*word…$/);
    expect(cut.length).toBeLessThanOrEqual(141);
    expect(beginningOf("x".repeat(500))).toBe(`${"x".repeat(140)}…`);
  });
});

describe("a place in the list", () => {
  it("is read as it was written, and any other text is none", () => {
    const place = { state: "human", since: new Date("2026-11-25T10:00:00.123Z"), id: crypto.randomUUID() } as const;
    expect(readChatCursor(writeChatCursor(place))).toEqual(place);
    for (const text of [null, "", "human", "assistant_2026-11-25T10:00:00.123Z_x", "human_2026_1"])
      expect(readChatCursor(text)).toBeNull();
  });

  it("belongs to a view; one that is not known is that of all open chats", () => {
    expect(["closed", "human", "waiting", "assistant", null].map(toChatView)).toEqual([
      "closed",
      "human",
      "waiting",
      "open",
      "open",
    ]);
  });
});

it("a reply has words, and not more than a message may have", () => {
  const reply = (text: string) => ChatAction.safeParse({ intent: "reply", replyId: crypto.randomUUID(), text }).success;
  expect([" ", "x".repeat(2_001)].map(reply)).toEqual([false, false]);
  expect(["Hello", "x".repeat(2_000)].map(reply)).toEqual([true, true]);
});
