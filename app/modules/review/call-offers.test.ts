import { describe, expect, it } from "vitest";
import type { GovernedRequest } from "~/modules/inference/inference-types";
import { toRequestBody } from "~/modules/inference/request-body";
import { spotlight } from "~/modules/inference/spotlight";
import { callOffers } from "./call-offers";

const QUESTION: GovernedRequest = {
  purpose: "chat",
  promptVersion: "test@1",
  instructions: "You answer a shopper.",
  turns: [{ role: "user", content: "How long can I return?" }],
  evidence: [],
  knownValues: [],
  protectedTerms: [],
  budgetScopes: [],
  maxOutputTokens: 120,
  signal: new AbortController().signal,
};
const sent = spotlight(QUESTION, { marker: "DATA-aaaa", canary: "canary-aaaa" }).value;
const request = JSON.stringify(toRequestBody({ model: "m" }, QUESTION, sent));
const call = { erased: false, state: "complete", purpose: "chat", request, response: "30 days.", evidence: [] };

describe("what is offered for a call", () => {
  it.each([
    ["that ended", {}, "judge discuss repeat"],
    ["that failed", { state: "failed", response: null }, "judge discuss repeat"],
    ["that was erased", { erased: true, request: null, response: null }, ""],
    ["that is in progress", { state: "recorded", response: null }, "discuss"],
    ["for which nothing was sent", { state: "refused", request: null, response: null }, "discuss"],
    ["that was a check of a server", { purpose: "check" }, "judge discuss"],
    ["of a form that is not known", { request: "{}" }, "judge discuss"],
  ])("%s", (_name, change, expected) => {
    const { why, ...offers } = callOffers({ ...call, ...change });
    const offered = Object.entries(offers).flatMap(([name, isOffered]) => (isOffered ? [name] : []));
    expect(offered.join(" ")).toBe(expected);
    // What is left out is explained, in one sentence.
    expect(why === null).toBe(offered.length === 3);
    expect(why?.match(/\.(\s|$)/g) ?? []).toHaveLength(why === null ? 0 : 1);
  });
});
