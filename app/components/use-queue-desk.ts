import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Judgement } from "~/modules/review/judgement";
import type { QueueItem } from "~/modules/review/list-review-queue.server";
import type { ReviewState } from "~/modules/review/review-state";
import { useCallReview, type CallReview } from "./use-call-review";
import type { ReviewDesk } from "./use-review-desk";

export type QueueDesk = {
  readonly call: CallReview;
  /** 1 for the first. */
  readonly position: number;
  readonly total: number;
  readonly done: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly next: () => void;
  readonly previous: () => void;
  /** Judges and goes on to the next call at once; what fails is told at the head of the page. */
  readonly judge: CallReview["judge"];
  readonly resolve: () => void;
  readonly undo: () => void;
  readonly assignToMe: () => void;
  readonly announcement: string;
  /** The last judgement that can be undone: of which call. */
  readonly undoable: { readonly callId: string; readonly words: string } | null;
};

type Input = {
  readonly desk: ReviewDesk;
  readonly items: readonly QueueItem[];
  readonly callId: string;
  readonly initial: ReviewState;
  /** The page's address with a call in it. */
  readonly urlOf: (callId: string) => string;
};

type Last = {
  readonly callId: string;
  readonly initial: ReviewState;
  readonly words: string;
  readonly before: { readonly judgement: Judgement | null; readonly note: string };
};

/** One reviewer's way through the queue. The list stays as it was when the page was opened, so that places in it mean something. */
export function useQueueDesk({ desk, items, callId, initial, urlOf }: Input): QueueDesk {
  const navigate = useNavigate();
  const call = useCallReview(desk, callId, initial);
  const [announcement, announce] = useState("");
  const [last, setLast] = useState<Last | null>(null);
  useOnSolved(desk.problems.length, () => announce("Saved."));
  const index = Math.max(
    0,
    items.findIndex(({ id }) => id === callId),
  );
  const go = (to: number) => {
    const item = items[to];
    if (item) void navigate(urlOf(item.id), { replace: true });
    else announce(to < 0 ? "This is the first call." : "This is the last call.");
  };
  /** Told at once, and taken back if it could not be saved. */
  const settle = async (work: Promise<boolean>, words: string) => {
    announce(words);
    const isSaved = await work;
    if (!isSaved) announce("That was not saved. The head of the page says why.");
    return isSaved;
  };
  const judge = async (judgement: Judgement | null) => {
    if (call.entry.saving) return false;
    if (judgement === null) return call.judge(null);
    const before = { judgement: call.entry.stored.judgement, note: call.entry.stored.note };
    const work = settle(call.judge(judgement), `Judged ${judgement}.`);
    if (index + 1 < items.length) go(index + 1);
    if (!(await work)) return false;
    setLast({ callId, initial, before, words: `Judged ${judgement}` });
    return true;
  };
  const resolve = () => {
    const isOpen = call.review.resolvedAt === null;
    void settle(call.send({ intent: isOpen ? "resolve" : "reopen" }), isOpen ? "Resolved." : "Reopened.");
  };
  const undo = () => {
    if (!last) return announce("There is nothing to undo.");
    setLast(null);
    const { version } = desk.entryOf(last.callId, last.initial).stored;
    const undone = { intent: "judge", ...last.before, version } as const;
    void desk.send(last.callId, last.initial, undone).then((isSaved) => {
      announce(isSaved ? "The judgement was undone." : "The judgement could not be undone.");
    });
  };
  const assignToMe = () => {
    const { me } = call.review;
    if (me)
      void call.assign(me.id).then((isSaved) => announce(isSaved ? "Assigned to you." : "It could not be assigned."));
  };
  return {
    call,
    position: index + 1,
    total: items.length,
    done: items.filter(({ id }) => desk.isDone(id)).length,
    hasNext: index + 1 < items.length,
    hasPrevious: index > 0,
    next: () => go(index + 1),
    previous: () => go(index - 1),
    judge,
    resolve,
    undo,
    assignToMe,
    announcement,
    undoable: last,
  };
}

/** Calls back when something that was not saved is saved after all. */
function useOnSolved(problems: number, onSolved: () => void): void {
  const before = useRef(problems);
  useEffect(() => {
    if (problems < before.current) onSolved();
    before.current = problems;
  });
}
