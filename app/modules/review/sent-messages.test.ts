import { expect, it } from "vitest";
import { splitSentBody } from "./sent-messages";

it("separates messages from parameters", () => {
  const body = JSON.stringify({ model: "m", messages: [{ role: "user", content: "Hello" }], stream: true });
  const { messages, parameters } = splitSentBody(body);
  expect(messages).toEqual([{ role: "user", content: "Hello" }]);
  expect(JSON.parse(parameters)).toEqual({ model: "m", stream: true });
});

it.each(["not json", "{}", '{"messages":[{"role":"user"}]}'])("shows %s whole", (body) => {
  expect(splitSentBody(body)).toEqual({ messages: [{ role: "request", content: body }], parameters: "" });
});
