import type { CallFilter } from "~/modules/inference/call-filter";

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Frequent and rare values, values that only old or only new calls have, and combinations that hardly any or no call has. */
export const FILTERS: Readonly<Record<string, CallFilter>> = {
  "feature: chat (72 %)": { purposes: ["chat"] },
  "feature: server check (3 %)": { purposes: ["check"] },
  "outcome: failed (1.5 %)": { states: ["failed"] },
  "outcome: refused (0.5 %)": { states: ["refused"] },
  "outcome: in progress (0.01 %)": { states: ["recorded"] },
  "verdict: check:withheld (3 %)": { flags: ["check:withheld"] },
  "verdict: redact:changed (20 %)": { flags: ["redact:changed"] },
  "verdict: clean:changed (0.001 %)": { flags: ["clean:changed"] },
  "verdict: finish:failed (none)": { flags: ["finish:failed"] },
  "model: retired, old calls only": { models: ["retired-model"] },
  "model: new calls only": { models: ["new-model"] },
  "language: en (58 %)": { languages: ["en"] },
  "language: sv (0.01 %)": { languages: ["sv"] },
  "time: a day 200 days ago": { from: ago(200), to: ago(199) },
  "time: last 7 days, failed chat": { from: ago(7), purposes: ["chat"], states: ["failed"] },
  "retired model, last 30 days (none)": { models: ["retired-model"], from: ago(30) },
  "new model, withheld, sv": { models: ["new-model"], flags: ["check:withheld"], languages: ["sv"] },
  "copy, de, redacted, withheld, failed": {
    purposes: ["copy"],
    languages: ["de"],
    flags: ["redact:changed", "check:withheld"],
    states: ["failed"],
  },
  "judgement: good (1.2 %)": { judgements: ["good"] },
  "judgement: unsafe (0.01 %)": { judgements: ["unsafe"] },
  "judgement: wrong or unsafe, sv": { judgements: ["wrong", "unsafe"], languages: ["sv"] },
  "judgement: good, retired model, failed": { judgements: ["good"], models: ["retired-model"], states: ["failed"] },
  "not judged, withheld": { judgements: ["none"], flags: ["check:withheld"] },
  "not judged": { judgements: ["none"] },
  "assigned to me, open": { assignedTo: "3", review: "open" },
  "assigned to nobody who exists": { assignedTo: "999" },
  "open reviews, copy": { review: "open", purposes: ["copy"] },
  "open reviews, sv, unsafe": { review: "open", languages: ["sv"], judgements: ["unsafe"] },
};
