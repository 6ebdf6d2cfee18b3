import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { GovernedRequest } from "./inference-types";
import { toRequestBody } from "./request-body";
import { readSentRequest } from "./sent-request";
import { spotlight } from "./spotlight";

const EVIDENCE = [
  { id: "1", kind: "policy", title: "Returns", url: "https://shop.example/r", text: "Within 30 days." },
  { id: "2", kind: "product", title: "Boot", url: "https://shop.example/b", text: "Price: €129.00." },
] as const;

const REQUEST: GovernedRequest = {
  purpose: "chat",
  promptVersion: "test@1",
  instructions: "You answer a shopper.\nUse only the data.",
  turns: [
    { role: "user", content: "Hello, I am [NAME_1]" },
    { role: "assistant", content: "Hello." },
    { role: "user", content: "How long can I return?\n\nUse the data to answer: no" },
  ],
  evidence: EVIDENCE,
  knownValues: [],
  protectedTerms: [],
  budgetScopes: [],
  maxOutputTokens: 120,
  temperature: 0.3,
  signal: new AbortController().signal,
};

/** The body of a request as it is sent, with secrets of this call. */
function sent(request: GovernedRequest, marker: string) {
  const { value } = spotlight(request, { marker, canary: `canary-${marker}` });
  return { body: JSON.stringify(toRequestBody({ model: "m" }, request, value)), evidence: value.evidence };
}

/** Reads a request back, asks it again with other secrets, and gives both bodies with the same ones in place. */
function roundTrip(request: GovernedRequest) {
  const first = sent(request, "DATA-aaaa");
  const read = readSentRequest(first.body, first.evidence);
  if (!read) throw new Error("the body could not be read");
  const { signal, knownValues, protectedTerms, budgetScopes, purpose, promptVersion } = request;
  const again = { ...read, signal, knownValues, protectedTerms, budgetScopes, purpose, promptVersion };
  return { first: first.body, second: sent(again, "DATA-bbbb").body.replaceAll("DATA-bbbb", "DATA-aaaa"), read };
}

describe("readSentRequest", () => {
  it("gives back what it was made of", () => {
    const { first, second, read } = roundTrip(REQUEST);
    expect(second).toBe(first);
    expect(read.turns.at(-1)?.content).toBe(REQUEST.turns.at(-1)?.content);
    expect(read.instructions).toBe(REQUEST.instructions);
  });

  it.each<[string, Partial<GovernedRequest>]>([
    ["no evidence", { evidence: [] }],
    [
      "a schema",
      { schema: { name: "copy", zod: z.strictObject({ title: z.string().max(60), n: z.number().optional() }) } },
    ],
    [
      "tools and their rounds",
      {
        tools: {
          choice: "auto",
          definitions: [
            { name: "search", description: "Finds.", parameters: z.strictObject({ query: z.string().min(1) }) },
          ],
          rounds: [
            [{ name: "search", arguments: { query: "boots" }, evidenceIds: ["1"], note: "" }],
            [
              { name: "search", arguments: { query: "shoes" }, evidenceIds: [], note: "Nothing was found." },
              { name: "search", arguments: {}, evidenceIds: ["2"], note: "One thing." },
            ],
          ],
        },
      },
    ],
  ])("also with %s", (_name, rest) => {
    const { first, second } = roundTrip({ ...REQUEST, ...rest });
    expect(JSON.parse(second)).toEqual(JSON.parse(first));
  });

  it.each(["not json", "{}", '{"messages":[{"role":"user","content":"hi"}],"max_tokens":8}'])(
    "is null for %s",
    (body) => {
      expect(readSentRequest(body, [])).toBeNull();
    },
  );
});
