import { describe, expect, it } from "vitest";
import { runNameDetectors } from "./run-detectors";
import { mergeOverlaps } from "./span";

/** The text with each name that was found in brackets. */
function mark(text: string): string {
  return mergeOverlaps(runNameDetectors(text))
    .reverse()
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}⟦${rest.slice(start, end)}⟧${rest.slice(end)}`, text);
}

const expectMarked = (expected: string) => expect(mark(expected.replace(/[⟦⟧]/g, ""))).toBe(expected);

describe("names after a cue", () => {
  it.each([
    "My name is ⟦Zorvane Killimby⟧ and I wait",
    "my name is ⟦tracy⟧",
    "Dr. ⟦Shaw⟧ called Mrs. ⟦O'Brien⟧ and Frau Dr. ⟦Müller⟧",
    "Mr. ⟦Rohan Trivedi⟧'s bank",
    "Mevrouw ⟦van der Heyden⟧ belt",
    "Hi ⟦Ollie⟧, where is it?",
    "Hello there, where is it?",
    "Dear customer service",
    "Thanks,\n⟦Lucía⟧",
    "Mit freundlichen Grüßen\n⟦Jörg Brandwein⟧",
    "Ich heiße ⟦Anke Sommerfeld⟧.",
    "Je m'appelle ⟦Élodie Lefèvre⟧.",
    "me llamo ⟦Lucía Ortega⟧ y espero",
    "mijn naam is ⟦Sanne de Vries⟧",
    "⟦Jakobine⟧, can I please speak to your boss?",
    "Name: ⟦Kwame Mensah⟧",
    "under my partner's name ⟦Brian Andersson⟧",
    "this is not what I ordered",
    "It's Friday and I'm Angry",
    "my name is wrong on the invoice",
    "my names ⟦chukwuma okoye⟧ and i wait",
    "my name is ⟦will⟧ and i wait",
    "c'est ⟦mehdi⟧ encore, je suis ravi",
    "soy ⟦lupita⟧, ik ben klaar",
    "hoi met ⟦sjoerd⟧, met korting",
    "er heißt ⟦franz⟧, ich bin Krankenschwester",
    "meine frau wartet, mr ⟦patel⟧ auch",
    "the chair im Angebot and its Kallax frame",
    "Mr. ⟦J.R. Smith⟧ and dhr. ⟦R. Ramdin⟧ called. Mr. ⟦X.⟧ That is all",
    "Mag. ⟦Hofer⟧, ich mag Äpfel",
    "merci ⟦sandra⟧ pour tout",
    "nazywam się ⟦Agnieszka Wójcik⟧",
    "jag heter ⟦Åsa Lindgren⟧",
    "Bis bald, ⟦Matze⟧",
  ])("%s", expectMarked);
});

describe("names in fields", () => {
  it.each([
    '{"first_name":"⟦Bella⟧","last_name":"⟦Szymanski⟧"}',
    "Name:⟦José⟧ and <name>⟦Idris Elbaz⟧</name>",
    "Imię: ⟦Zofia⟧\nNazwisko: ⟦Kowalska⟧",
    "Signed for by: ⟦R PATEL⟧",
    "product name: Zorvane, meta name: viewport",
    "Kunde: wartet seit Montag",
  ])("%s", expectMarked);
});

describe("names by lists", () => {
  it.each([
    "I asked ⟦Priya⟧ yesterday and ⟦Ben⟧ asked me",
    "a gift from ⟦Anna-Lena⟧!",
    "it was between him and ⟦Sumaya⟧'s kid",
    "⟦Johnathan Doe⟧ and ⟦Niranjan Mehta⟧ signed",
    "⟦Taylor Reed⟧ ordered it",
    "the order for ⟦sarah connor⟧ is late",
    "my colleague ⟦Wijtze⟧ has one",
    "⟦Morishita⟧ wrote to us",
    "we spoke with ⟦María García López⟧",
    "Ruf bitte ⟦Matthias⟧ an",
    "⟦Mia Schmidt⟧ wartet",
    "Delivered to ⟦S. Kowalczyk⟧, left at reception",
    "customer ⟦LI WEI⟧ and customer DHL ASAP",
    "QUIERO MI DINERO YA ⟦ROCÍO JIMÉNEZ⟧",
    "die Kundin ⟦Emma⟧ und mein Mann ⟦Peter⟧",
  ])("%s", expectMarked);
});

describe("what is no name", () => {
  it.each([
    "Where is my order? It was due in May.",
    "Vanaf € 80 is de verzending gratis, anders kost die € 4,90.",
    "WHY IS NOBODY ANSWERING ME",
    "Do you ship to Ireland, Northern France or Berlin?",
    "the Levi's 501 at Zara in Berlin",
    "paid with PayPal via Deutsche Post",
    "Acme Bank and Rosemont Analytics Inc sent SSN and IBAN",
    "the Rose dress in Olive, Amber or Ruby",
    "Will you mark it as a gift? Grace period, I hope.",
    "Meet me at Central Park or Victoria Station on Sunday",
    "Kann ich die Bestellung ändern? Die Hose ist zu klein.",
    "Guten Morgen, wo bleibt das Paket nach Österreich?",
    "Où est ma commande ? Merci beaucoup",
    "¿Dónde está mi pedido? Buenos días",
    "Waar blijft mijn bestelling? Bedankt",
    "john.doe@example.com and https://example.com/Anna/Peter_Smith",
    "Calvin Klein boxers, a Marc O'Polo bag, Dolce & Gabbana and Dr. Martens boots",
    "Der Stuhl Emma in Grau, la robe Rose est belle",
    "the Weber Genesis grill",
    "250 g of Yirgacheffe and 1 kg of Sidamo",
    "Ben ik te laat? Mia madre non lo sa",
    "Hat die Lampe E27 oder nicht",
    "in Verde, Groen, Rouge oder Jasmin",
    "Capitalized words like Wisdom and Discipline are often mistaken",
  ])("%s", expectMarked);
});
