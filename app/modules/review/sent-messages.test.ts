import { expect, it } from "vitest";
import { splitSentBody } from "./sent-messages";

it("separates messages from parameters", () => {
  const body = JSON.stringify({ model: "m", messages: [{ role: "user", content: "Hello" }], stream: true });
  const { messages, parameters } = splitSentBody(body);
  expect(messages).toEqual([{ role: "user", content: "Hello" }]);
  expect(JSON.parse(parameters)).toEqual({ model: "m", stream: true });
});

it("shows the calls of a message that made some", () => {
  const call = {
    id: "call00001",
    type: "function",
    function: { name: "find_products", arguments: '{"query":"boots"}' },
  };
  const body = JSON.stringify({ messages: [{ role: "assistant", content: "", tool_calls: [call] }] });
  expect(splitSentBody(body).messages).toEqual([{ role: "assistant", content: 'find_products {"query":"boots"}' }]);
});

it.each(["not json", "{}", '{"messages":[{"role":"user"}]}'])("shows %s whole", (body) => {
  expect(splitSentBody(body)).toEqual({ messages: [{ role: "request", content: body }], parameters: "" });
});
