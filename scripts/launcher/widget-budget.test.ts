import { expect, it } from "vitest";
import { requireWithinBudget } from "./widget-budget.ts";

it("names size and budget of a file that is too large, and lets the others pass", () => {
  const fits = { name: "chat-panel", gzipBytes: 40_960, maxGzipBytes: 40_960 };
  const over = { name: "chat-launcher", gzipBytes: 8_193, maxGzipBytes: 8_192 };
  expect(() => requireWithinBudget([fits])).not.toThrow();
  expect(() => requireWithinBudget([fits, over])).toThrow(
    "over its budget: chat-launcher 8,193 of 8,192 bytes gzipped.",
  );
});
