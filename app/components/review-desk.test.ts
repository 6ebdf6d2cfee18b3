import { describe, expect, it } from "vitest";
import type { ReviewState } from "~/modules/review/review-state";
import { changeEntry, openEntry, shownReview, type DeskEvent } from "./review-desk";

const NEW: ReviewState = {
  judgement: null,
  note: "",
  judgedBy: null,
  judgedAt: null,
  version: 0,
  assignedTo: null,
  resolvedBy: null,
  resolvedAt: null,
  comments: [],
  isMasked: false,
  isInTestSet: false,
  me: { id: "1", name: "Staff 1" },
  staff: [{ id: "1", name: "Staff 1" }],
};
const WRONG = { intent: "judge", judgement: "wrong", note: "too long", version: 0 } as const;
const after = (...events: DeskEvent[]) => events.reduce(changeEntry, openEntry(NEW));

describe("a call on the desk", () => {
  it("shows what is being saved at once, and what is stored when that failed, with the words kept", () => {
    const sent = after({ type: "write", field: "note", text: "too long" }, { type: "send", action: WRONG });
    expect(shownReview(sent).judgement).toBe("wrong");
    const failed = changeEntry(sent, { type: "failed", action: WRONG, message: "No connection." });
    expect(shownReview(failed).judgement).toBeNull();
    expect(failed).toMatchObject({ note: "too long", problem: { kind: "failed", action: WRONG } });
  });

  it("remembers what a judgement took the place of", () => {
    const review = { ...NEW, judgement: "wrong", note: "too long", version: 1 } as const;
    const saved = after({ type: "send", action: WRONG }, { type: "saved", action: WRONG, review });
    expect(saved).toMatchObject({ before: { judgement: null, note: "" }, saving: null, problem: null });
  });

  it("tells what was replaced in the words that were just kept, until the next save", () => {
    const action = { ...WRONG, note: "[NAME_1] wrote from ada@example.com" };
    const review = { ...NEW, judgement: "wrong", note: "[NAME_1] wrote from [EMAIL_1]", version: 1 } as const;
    const saved = after({ type: "send", action }, { type: "saved", action, review });
    expect(saved.replaced).toEqual({ field: "note", placeholders: ["[EMAIL_1]"] });
    expect(changeEntry(saved, { type: "send", action: { intent: "resolve" } }).replaced).toBeNull();
    const comment = { intent: "comment", id: "x", text: "Ask Ada" } as const;
    const said = { id: "x", author: { id: "1", name: "Staff 1" }, text: "Ask [NAME_1]", createdAt: "", isOwn: true };
    const told = after(
      { type: "send", action: comment },
      { type: "saved", action: comment, review: { ...NEW, comments: [said] } },
    );
    expect(told.replaced).toEqual({ field: "comment", placeholders: ["[NAME_1]"] });
    const plain = { type: "saved", action: WRONG, review: { ...NEW, note: "too long" } } as const;
    expect(after({ type: "send", action: WRONG }, plain).replaced).toBeNull();
  });

  it("keeps what was written while a save was on its way", () => {
    const action = { intent: "comment", id: "x", text: "one" } as const;
    const start = after({ type: "write", field: "comment", text: "one" }, { type: "send", action });
    const typed = changeEntry(start, { type: "write", field: "comment", text: "one two" });
    expect(changeEntry(typed, { type: "saved", action, review: NEW }).comment).toBe("one two");
    expect(changeEntry(start, { type: "saved", action, review: NEW }).comment).toBe("");
  });

  it("says who was quicker, and saves over it only when asked again", () => {
    const theirs = { ...NEW, judgement: "good", judgedBy: { id: "2", name: "Staff 2" }, version: 4 } as const;
    const entry = after({ type: "send", action: WRONG }, { type: "conflict", action: WRONG, review: theirs });
    expect(shownReview(entry).judgement).toBe("good");
    expect(entry.problem).toMatchObject({ kind: "conflict", action: { ...WRONG, version: 4 } });
    expect(entry.problem?.message).toMatch(/^Staff 2 has judged this answer good meanwhile/);
  });
});
