import { expect, it } from "vitest";
import type { StaffChat, StaffMessage } from "~/modules/support-chat/staff-chat";
import { addedWords, countWords, holderWords, waitingWords } from "./chat-words";

const message = (id: string, author: StaffMessage["author"], text: string): StaffMessage => ({
  id,
  author,
  text,
  writer: null,
  status: "complete",
  sources: [],
  shown: [],
  createdAt: "2026-11-25T10:00:00.000Z",
});

const chat = (change: Partial<StaffChat>): StaffChat => ({
  id: "1",
  state: "human",
  since: "",
  startedAt: "",
  language: "en",
  isGuest: true,
  takenBy: { id: "1", name: "Ada" },
  isMasked: false,
  messages: [],
  hasEarlier: false,
  version: "",
  ...change,
});

it("tells what the shopper wrote and who took the chat, and nothing of one's own", () => {
  const before = chat({ messages: [message("a", "shopper", "Hello")] });
  const added = (...more: StaffMessage[]) => addedWords(before, chat({ messages: [...before.messages, ...more] }));
  expect(added(message("b", "shopper", "Are you there?"))).toBe("The shopper wrote: Are you there?");
  expect(added(message("b", "shopper", "One"), message("c", "shopper", "Two"))).toBe("2 new messages of the shopper");
  expect(added(message("b", "staff", "I am"))).toBe("");
  expect(addedWords(before, chat({ ...before, takenBy: { id: "2", name: "Ben" } }))).toBe("Ben has this chat now");
  expect(addedWords(before, before)).toBe("");
});

it("counts up to where counting stops", () => {
  expect([0, 7, 99, 100].map(countWords)).toEqual(["0", "7", "99", "99+"]);
  expect(waitingWords(1)).toBe("One shopper waits for a person.");
  expect(waitingWords(100)).toBe("99+ shoppers wait for a person.");
  expect(waitingWords(0)).toContain("Nobody waits");
});

it("says who has a chat, and that it is the reader", () => {
  const ada = { id: "1", name: "Ada" };
  expect(holderWords({ state: "human", takenBy: ada }, "1")).toBe("You");
  expect(holderWords({ state: "human", takenBy: ada }, "2")).toBe("Ada");
  expect(holderWords({ state: "waiting", takenBy: null }, "2")).toBe("Nobody yet");
  expect(holderWords({ state: "closed", takenBy: null }, "2")).toBe("Nobody had it");
});
