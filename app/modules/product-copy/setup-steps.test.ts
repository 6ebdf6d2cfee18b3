import { expect, it } from "vitest";
import { describeCatalogue, describeCopy, describeEmbed, describeModel } from "./setup-steps";

it.each([
  [describeModel({ ok: true, model: "smollm2" }), "done", "smollm2"],
  [describeModel({ ok: false, reason: "Nobody answers at that address." }), "problem", "Nobody answers"],
  [describeEmbed(true), "done", "every page"],
  [describeEmbed(false), "open", "theme editor"],
  [
    describeCatalogue({ state: "done", products: 1_200, finishedAt: new Date(), error: null }),
    "done",
    "1,200 products",
  ],
  [describeCatalogue({ state: "running", products: 1, finishedAt: null, error: null }), "running", "1 product so far"],
  [
    describeCatalogue({ state: "failed", products: 2, finishedAt: null, error: "throttled" }),
    "problem",
    "failed: throttled. 2 products",
  ],
  [describeCatalogue({ state: "never", products: 0, finishedAt: null, error: null }), "open", "not been read"],
  [describeCopy(0), "open", "undo"],
  [describeCopy(1), "done", "1 text is"],
])("says what was found", (step, state, words) => {
  expect(step.state).toBe(state);
  expect(step.detail).toContain(words);
});
