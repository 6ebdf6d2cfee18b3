import { describe, expect, it } from "vitest";
import { applyEvent, emptyAnswer } from "./ask-question.ts";
import { parseArguments, parseQuestionLine } from "./questions.ts";
import { readEvents } from "./read-events.ts";

describe("ask", () => {
  it("reads its command line", () => {
    const options = parseArguments(["--store", "demo", "--customer", "7", "--conversation", "keep", "Hello?"], true);
    expect(options).toEqual({ question: "Hello?", store: "demo", customer: "7", keepConversation: true });
  });

  it.each([
    [["--nope"]],
    [["a", "b"]],
    [[]],
    [["--customer", "x", "a"]],
    [["--store", "../x", "a"]],
    [["--conversation", "new", "a"]],
    [[" "]],
  ])("refuses %j", (args) => {
    expect(() => parseArguments(args, true)).toThrow(/.+/);
  });

  it("reads questions from lines, with the command line's store as default", () => {
    expect(parseQuestionLine('"Hi"', { store: "demo", customer: undefined })).toEqual({
      question: "Hi",
      store: "demo",
    });
    expect(
      parseQuestionLine('{"question":"Hi","store":"second","customer":9}', { store: "demo", customer: "1" }),
    ).toEqual({
      question: "Hi",
      store: "second",
      customer: "9",
    });
    expect(parseQuestionLine('{"question":"Hi","store":"second"}', { store: "demo", customer: "1" })).toEqual({
      question: "Hi",
      store: "second",
    });
    expect(parseQuestionLine("Hi", { store: undefined, customer: undefined })).toBeNull();
    expect(parseQuestionLine('{"text":"Hi"}', { store: undefined, customer: undefined })).toBeNull();
  });

  it("reads events that arrive in pieces", async () => {
    const pieces = ['data: {"a"', ":1}\n\n: comment\n", "data: x\r\ndata: y\r\n\r\n"];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(body)) events.push(event);
    expect(events).toEqual(['{"a":1}', "x\ny"]);
  });

  it("takes an answer without its end as failed", () => {
    const answer = emptyAnswer({ question: "Hi" });
    applyEvent(answer, { type: "text", text: "Hel" });
    applyEvent(answer, { type: "text", text: "lo" });
    expect(answer).toMatchObject({ text: "Hello", status: "failed" });
    applyEvent(answer, { type: "done", status: "complete" });
    expect(answer.status).toBe("complete");
  });
});
