import { describe, expect, it } from "vitest";
import { routeIntent } from "./intent";
import { questionKind } from "./question-kind";

describe("routeIntent", () => {
  it.each([
    ["Where is my order?", null],
    ["where's my package", null],
    ["Has my order shipped yet?", null],
    ["When will my boots arrive?", null],
    ["My order hasn't arrived", null],
    ["track my order", null],
    ["What about order 1002?", "#1002"],
    ["#1002", "#1002"],
    ["Where is order #1002", "#1002"],
    ["Wo ist meine Bestellung?", null],
    ["Wo bleibt mein Paket", null],
    ["Wann kommt meine Lieferung?", null],
    ["Bestellung Nr. 1003", "#1003"],
    ["Où est ma commande ?", null],
    ["¿Dónde está mi pedido?", null],
    ["Waar is mijn bestelling?", null],
  ])("%s → order", (message, orderName) => {
    expect(routeIntent(message)).toEqual({ kind: "order_status", orderName });
  });

  it.each([
    "I want to talk to a human",
    "Can I speak to someone?",
    "human please",
    "real person",
    "Kann ich mit einem Menschen sprechen?",
    "Ich möchte mit einem Mitarbeiter reden",
    "Je veux parler à un conseiller",
    "Quiero hablar con una persona",
    "Kan ik met een medewerker praten?",
  ])("%s → human", (message) => {
    expect(routeIntent(message)).toEqual({ kind: "human" });
  });

  it.each(["hi", "Hello there!", "Guten Tag", "Bonjour", "¡Hola!".slice(1), "Hoi"])("%s → greeting", (message) => {
    expect(routeIntent(message)).toEqual({ kind: "greeting" });
  });

  it.each(["thanks", "Thank you so much!", "Vielen Dank", "merci", "gracias", "dank je wel"])(
    "%s → thanks",
    (message) => {
      expect(routeIntent(message)).toEqual({ kind: "thanks" });
    },
  );

  it.each([
    "How long do I have to return shoes?",
    "Can I return order #1002?",
    "Can I cancel my order?",
    "Is the jacket waterproof?",
    "What does shipping to Germany cost?",
    "When will it be delivered to Norway usually?",
    "Do you have a jacket for people who run?",
    "hi, what does shipping cost?",
    "Write me a poem",
    "Wie lange dauert die Lieferung?",
    "Trägt man die Schuhe mit Socken?",
    "Where are the shoes made?",
    "Wo werden die Schuhe hergestellt?",
  ])("%s → question", (message) => {
    expect(routeIntent(message)).toEqual({ kind: "question" });
  });
});

describe("questionKind", () => {
  it.each([
    ["How long do I have to return shoes?", "duration"],
    ["When do you ship?", "duration"],
    ["Wie lange kann ich Schuhe zurückgeben?", "duration"],
    ["What does shipping to Germany cost?", "amount"],
    ["Was kostet der Versand?", "amount"],
    ["Combien coûte la livraison ?", "amount"],
    ["Is the Alder jacket waterproof?", "yes_no"],
    ["The Alder jacket, is it waterproof?", "yes_no"],
    ["Ist die Jacke wasserdicht?", "yes_no"],
    ["Can you tell me about the jacket?", "open"],
    ["Can you tell me how much shipping is?", "amount"],
    ["What is it made of?", "open"],
  ] as const)("%s → %s", (question, kind) => {
    expect(questionKind(question)).toBe(kind);
  });
});
