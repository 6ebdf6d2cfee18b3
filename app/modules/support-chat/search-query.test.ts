import { expect, it } from "vitest";
import { toSearchQuery } from "./search-query";

const said = (...contents: string[]) => contents.map((content) => ({ role: "user" as const, content }));

it.each([
  ["Do you ship tents to France?", said("Is the Brass Lamp vegan?"), "Do you ship tents to France?"],
  ["and to Norway?", said("Do you ship tents to France?"), "Do you ship tents to France? and to Norway?"],
  [
    "And how much is it?",
    said("Tell me about the Brass Lamp", "Is it machine washable?"),
    "Tell me about the Brass Lamp And how much is it?",
  ],
  ["Gibt es Jacken für Regen?", said("Habt ihr Zelte?"), "Gibt es Jacken für Regen?"],
  ["Is it warm?", [], "Is it warm?"],
])("%s", (question, history, query) => {
  expect(toSearchQuery(question, history)).toBe(query);
});
