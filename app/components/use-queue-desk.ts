import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { CallOffers } from "~/modules/review/call-offers";
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
  readonly offers: CallOffers;
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
export function useQueueDesk({ desk, items, callId, offers, initial, urlOf }: Input): QueueDesk {
  const call = useCallReview(desk, callId, initial);
  const [announcement, announce] = useState("");
  const place = useQueuePlace(items, callId, urlOf, announce);
  const [last, setLast] = useState<Last | null>(null);
  useOnSolved(desk.problems.length, () => announce("Saved."));
  const settle = (work: Promise<boolean>, words: string) => tellHowItGoes(work, words, announce);
  const judge = async (judgement: Judgement | null) => {
    if (call.entry.saving) return false;
    if (!offers.judge) return tellWhyNot(offers, announce);
    if (judgement === null) return call.judge(null);
    const before = { judgement: call.entry.stored.judgement, note: call.entry.stored.note };
    const work = settle(call.judge(judgement), `Judged ${judgement}.`);
    if (place.hasNext) place.next();
    if (!(await work)) return false;
    setLast({ callId, initial, before, words: `Judged ${judgement}` });
    return true;
  };
  const resolve = () => {
    const isOpen = call.review.resolvedAt === null;
    if (!isOpen && !offers.discuss) return void tellWhyNot(offers, announce);
    void settle(call.send({ intent: isOpen ? "resolve" : "reopen" }), isOpen ? "Resolved." : "Reopened.");
  };
  const undo = () => {
    if (!last) return announce("There is nothing to undo.");
    setLast(null);
    const { version } = desk.entryOf(last.callId, last.initial).stored;
    const undone = { intent: "judge", ...last.before, version } as const;
    void settle(desk.send(last.callId, last.initial, undone), "The judgement was undone.");
  };
  const assignToMe = () => {
    const { me } = call.review;
    if (!offers.discuss) return void tellWhyNot(offers, announce);
    if (me) void settle(call.assign(me.id), "Assigned to you.");
  };
  const done = items.filter(({ id }) => desk.isDone(id)).length;
  return { call, ...place, done, judge, resolve, undo, assignToMe, announcement, undoable: last };
}

function tellWhyNot({ why }: CallOffers, announce: (text: string) => void): false {
  announce(why ?? "");
  return false;
}

/** Told at once, and taken back if it could not be saved. */
async function tellHowItGoes(work: Promise<boolean>, words: string, announce: (text: string) => void) {
  announce(words);
  const isSaved = await work;
  if (!isSaved) announce("That was not saved. The head of the page says why.");
  return isSaved;
}

/** Where in the list the reader is, and the ways from there. */
function useQueuePlace(
  items: readonly QueueItem[],
  callId: string,
  urlOf: Input["urlOf"],
  announce: (text: string) => void,
): Pick<QueueDesk, "position" | "total" | "hasNext" | "hasPrevious" | "next" | "previous"> {
  const navigate = useNavigate();
  const found = items.findIndex(({ id }) => id === callId);
  const index = Math.max(0, found);
  const go = (to: number) => {
    const item = items[to];
    if (item) void navigate(urlOf(item.id), { replace: true });
    else announce(to < 0 ? "This is the first call." : "This is the last call.");
  };
  return {
    position: index + 1,
    total: items.length,
    hasNext: index + 1 < items.length,
    hasPrevious: index > 0,
    next: () => go(index + 1),
    previous: () => go(index - 1),
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
