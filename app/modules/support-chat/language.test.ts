import { describe, expect, it } from "vitest";
import { answerLocale } from "./language";

describe("answerLocale", () => {
  it.each([
    ["Wie lange kann ich Schuhe zurückgeben?", "en", "de"],
    ["Wo ist meine Bestellung?", "en", "de"],
    ["Habt ihr vegane Schuhe?", "en", "de"],
    ["any vegan shoes there?", "de", "en"],
    ["How long do I have to return shoes?", "de", "en"],
    ["How long do I have to return shoes?", "en", "en"],
    ["Was kostet der Versand?", "de-AT", "de-AT"],
    ["Dunlin Walking Shoe", "de", "de"],
    ["Quel est le prix de la veste ?", "en", "en"],
    ["Where is my order?", "fr", "fr"],
  ])("%s on a page in %s → %s", (message, page, locale) => {
    expect(answerLocale(message, page)).toBe(locale);
  });
});
