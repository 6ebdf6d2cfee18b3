import { describe, expect, it } from "vitest";
import { detectAddressBlocks } from "./detect-address-block";
import { detectAddressFields } from "./detect-address-field";
import { detectBirthDates } from "./detect-birth-date";
import { detectCards } from "./detect-card";
import { detectCuedAddresses, detectPostcodes, detectResidences } from "./detect-cued-address";
import { detectEmails } from "./detect-email";
import { detectIbans } from "./detect-iban";
import { detectIps } from "./detect-ip";
import { detectLogins } from "./detect-login";
import { detectNamedIds } from "./detect-named-id";
import { detectNationalIds } from "./detect-national-id";
import { detectSecrets } from "./detect-secret";
import { detectStreets } from "./detect-street";
import { mergeOverlaps, type PersonalSpan } from "./span";
import { isPlaceName } from "./word-lists";

type Detector = (text: string) => PersonalSpan[];

/** The text with what the detector found in brackets. */
function mark(detect: Detector, text: string): string {
  return mergeOverlaps(detect(text))
    .reverse()
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}⟦${rest.slice(start, end)}⟧${rest.slice(end)}`, text);
}

/** Each text has in ⟦…⟧ what is to be found; a text without is to be left alone. */
function suite(name: string, detect: Detector, texts: readonly string[]): void {
  describe(name, () => {
    it.each(texts)("%s", (expected) => {
      expect(mark(detect, expected.replace(/[⟦⟧]/g, ""))).toBe(expected);
    });
  });
}

suite("spelt e-mail", detectEmails, [
  "write to ⟦jo.li at example dot com⟧ please",
  "⟦jo at mail dot example dot org⟧",
  "⟦jo [at] example [dot] com⟧ or ⟦jo arroba example punto com⟧",
  "⟦jo@example dot com⟧",
  "allé chez votre point de vente",
  "look at this dot on the sole",
  "we met at noon",
]);

suite("mistyped e-mail", detectEmails, [
  "⟦jo @ gmail . com⟧ or ⟦jo@ gmail,com⟧ or ⟦jo@gmail⟧",
  "⟦jo@@example.com⟧ and ⟦jo.@example.com⟧",
  "so ⟦...jo@example.com⟧",
  "'⟦jo@example.com⟧' email=⟦jo%40example.ie⟧&x",
  "contact me @ shop.example, follow us @ instagram",
]);

suite("IBAN", detectIbans, [
  "to ⟦BE53 0956 1267 8082⟧ please",
  "⟦FR1420041010050500013M02606⟧",
  "IBAN ⟦IN38 RTEB0123456789⟧ after its word",
  "IBAN is ⟦DE** **** **** **** **34⟧",
  "IBAN⟦BE53095612678082⟧ and ⟦BE53/0956/1267/8082⟧ and ⟦BE53\n0956 1267 8082⟧",
  "the iban was wrong",
]);

suite("card", detectCards, [
  "charged to ⟦XXXX-XXXX-XXXX-1234⟧ twice",
  "EAN 4006381333931",
  "XXXX marks the spot 1234",
  "⟦4111 1111 1111 1111⟧ 12/27 123",
  "⟦4111/1111/1111/1111⟧ and ⟦4111_1111_1111_1111⟧",
  "⟦4111 1111\n1111 1111⟧",
  "visa⟦4111111111111111⟧",
  "1001 1002\n1017 1020",
]);

suite("national ids", detectNationalIds, [
  "ssn ⟦521-44-9382⟧, not 000-44-9382 or 521-00-9382",
  "the ⟦XXX-XX-2409⟧ ending, but XXX-XX-XXXX says nothing",
  "nino ⟦AB 12 34 56 C⟧ and ⟦AB123456C⟧, not BG123456C",
  "nir ⟦1 85 05 78 006 084 91⟧, not 1 85 05 78 006 084 92",
  "dni ⟦12345678Z⟧, not 12345678A",
  "nie ⟦X1234567L⟧",
  "steuer ⟦86 095 742 719⟧, not 86 095 742 718",
  "rente ⟦12 190367 K 006⟧",
  "cf ⟦RSSMRA85T10A562S⟧",
  "rijksregister ⟦85.07.30-033.28⟧, not 85.07.30-033.29",
  "bsn ⟦1234.56.782⟧, not 1234.56.783",
  "ahv ⟦756.9217.0769.85⟧, not 756.9217.0769.84",
  "hetu ⟦131052-308T⟧, not 131052-308U",
  "personnummer ⟦811218-9876⟧, not 811218-9875",
  "cpf ⟦529.982.247-25⟧, not 529.982.247-26",
  "aadhaar ⟦2341 2341 2346⟧, not 2341 2341 2345",
  "pan ⟦ABCPE1234F⟧",
  "order 521449382 and article 123-456-789",
]);

suite("ids after their word", detectNamedIds, [
  "My driver's license is ⟦D1234567⟧",
  "driver’s licence number ⟦K932-778-3840⟧",
  "passport no. ⟦X12345678⟧ and passport photos of 2024",
  "social security number: ⟦521449382⟧",
  "Patient ID ⟦AHC-0933289⟧ and insurance policy #⟦88291-LK⟧",
  "bank account number ⟦3847283911⟧ for the refund",
  "account number ending in ⟦7854⟧",
  "Mijn BSN is ⟦123456782⟧",
  "Steuer-ID ⟦86095742719⟧ auf der Rechnung",
  "Personalausweisnummer ⟦L01X00T471⟧",
  "numéro de passeport ⟦12AB34567⟧",
  "su pasaporte es ⟦PAA123456⟧",
  "licence plate ⟦AB12 CDE⟧",
  "medical record number ⟦MRN_987654321⟧",
  "my account is empty and my passport expired",
  "order number 1002003 and member price",
  "PESEL ⟦66112775454⟧ and personnummer ⟦850730-3328⟧",
  "AHV-Nr. ⟦756.1234⟧, bank account details ending with ⟦*456⟧",
  "USt-IdNr. DE123456789, BIC DEUTDEFF500",
  "I have 2 passports and 3 bank accounts",
]);

suite("network addresses", detectIps, [
  "from ⟦58.74.121.78⟧ and |⟦98.85.59.159⟧|",
  "⟦2001:db8:85a3::8a2e:370:7334⟧ and ⟦fe80::1ff:fe23:4567:890a⟧",
  "mac ⟦3f:2e:9a:bb:01:c4⟧",
  "version 1.2.3.4 and v10.0.0.1",
  "at 10:30 or 12:45:10",
  "256.1.1.1 or 1.2.3.4.5",
]);

suite("birth dates", detectBirthDates, [
  "She was born on ⟦12/27/1986⟧ and ordered on 12/01/2026",
  "date of birth: ⟦1986-12-27⟧",
  "DOB ⟦27.12.86⟧",
  "Born on ⟦March 3rd, 1990⟧ in Chicago",
  "geboren am ⟦5. Mai 1980⟧",
  "Ich bin am ⟦05.05.1980⟧ geboren",
  "né le ⟦12 mars 1990⟧",
  "fecha de nacimiento: ⟦3 de abril de 1979⟧",
  "geboortedatum ⟦03-04-1985⟧",
  "my birthday order came. On 12/27/1986 it rained",
  "delivery on 2026-12-01",
  "b-day ⟦12/03/1990⟧, birth_date: ⟦1990-03-12⟧, dob ⟦12 03 1990⟧",
  "date of birth (dd/mm/yyyy): ⟦12/03/1990⟧",
  "my birthday is on ⟦March 3rd⟧",
  "nasci em ⟦09/12/1994⟧, ur. ⟦12.03.1977⟧, född ⟦1984-06-21⟧",
  "the birthday card of 12/03/2026",
]);

suite("secrets", detectSecrets, [
  "key ⟦sk_live_abcdefghij0123456789⟧ leaked",
  "⟦ghp_0123456789abcdefghijklmnopqrstuvwxyz⟧",
  "⟦AKIAIOSFODNN7EXAMPLE⟧",
  "⟦shpat_0123456789abcdef0123456789abcdef⟧",
  "⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N⟧",
  "Authorization: Bearer ⟦abcdef0123456789abcdef⟧",
  "https://⟦user:pass⟧@host.example/x",
  "pay to ⟦0x52908400098527886E0F7030069857D2E4169EE7⟧",
  "the token of appreciation was a mug",
  "AWS_SECRET_ACCESS_KEY=⟦wJalrXUtnFEMI/K7MDENG⟧ and SKU_KEY: none",
  "clé API ⟦8f3kd93kdk39dkd93kd⟧ and secret=⟦8f3kd93kdk39dkd93kd⟧",
]);

suite("log-ins", detectLogins, [
  "my password is ⟦Hunter!22⟧.",
  "password: ⟦correcthorsebattery⟧",
  "with password '⟦WinterIsComing!$⟧'",
  "PIN ⟦4821⟧ and CVV ⟦123⟧",
  "Username: ⟦Nora_Hand16⟧, thanks",
  "Mein Passwort lautet ⟦Kaffee99⟧",
  "mot de passe : ⟦Soleil75⟧",
  "ann@example.com / ⟦S3cret!x⟧",
  "her login password ⟦Start@2025⟧.",
  "pw ⟦blume123⟧, hasło: ⟦kot77⟧, mon mdp c'est ⟦soleil75⟧",
  "gate code ⟦4471#⟧ and the code for the door is ⟦4411⟧",
  "login: ⟦bob99⟧ / ⟦Sommer2023⟧",
  "cvv code ⟦412⟧, my user is ⟦tomcat77⟧",
  "ann@example.com/⟦S3cret!x⟧ at example.com/a1b2c3",
  "the password I use is ⟦nowak1987⟧, the PIN for my card is ⟦0042⟧",
  "I keep entering ⟦Dragon#77⟧ as my password",
  "le code de l'immeuble est ⟦45B12⟧",
  "my password for the shop is not working, the PIN for order is 1001",
  "the user is angry, user 12 reviews, Passwort - vergessen",
  "my password is wrong",
  "password reset does not work",
  "mein Passwort ist falsch",
  "the login page is empty",
]);

suite("streets", detectStreets, [
  "to ⟦12 Baker Street, Springfield, IL 62704⟧.",
  "⟦4B, 221 Baker Street, London NW1 6XE⟧",
  "⟦74398 Kuhn Islands Suite 123, West Jordan, Utah 84084⟧",
  "at ⟦350 5th Ave, New York, NY 10118⟧",
  "lives on ⟦23 wressle road suite 771⟧ now",
  "an ⟦Goethestraße 12a, 60313 Frankfurt am Main⟧.",
  "⟦Am Alten Markt 7, 50667 Köln⟧",
  "au ⟦12 bis rue de la République, 69002 Lyon⟧",
  "⟦Calle de Alcalá 45, 3º B, 28014 Madrid⟧",
  "op ⟦Prinsengracht 263-II, 1016 GV Amsterdam⟧",
  "⟦P.O. Box 1234⟧",
  "⟦ul. Marszałkowska 84/92 m. 15, 00-514 Warszawa⟧",
  "⟦C/ Real, 8, bajo dcha., 15003 Toledo⟧",
  "⟦Kungsgatan 5B, lgh 1203, 411 19 Göteborg⟧",
  "⟦Plaza España s/n, 50001 Zaragoza⟧",
  "⟦Am alten Markt 3, 3. OG, 18055 Rostock⟧",
  "⟦Von-Brentano-Str. 67⟧ und ⟦Goethestr 12⟧",
  "⟦Packstation 145, 10115 Berlin⟧",
  "⟦Mannerheimintie 20 B 12, 00100 Helsinki⟧",
  "⟦Britts Väg 4, 182 42 Stockholm⟧",
  "⟦Dlouhá 12, 110 00 Praha⟧",
  "⟦Zorvallo 38, 69154 Maiolino⟧, but Zorvallo 38, 2000 Meter",
  "⟦83645 Shah Grove, 135 930 Tarikere⟧",
  "im at ⟦123 main st⟧ not 132",
  "garantie 10 ans, Spring 2026, Bearing 6204, Earring 2 pairs",
  "Im Paket 3 Hosen, Neue Schuhe 42, Auf dem Kleid 3 Flecken",
  "2 off road tyres",
  "10 minutes down the road",
  "I bought 3 pairs and 2 way stretch pants",
  "the 5 best Blue Canyon jackets",
]);

suite("addresses after a word", detectCuedAddresses, [
  "my address is ⟦426 velký průhon, Opočnice⟧",
  "Change the billing address to ⟦52 Ibirapita 8057⟧ please",
  "The address is wrong since order 10023",
  "my address: ⟦B-204, Sunrise Apartments, MG Road, Bengaluru 560001⟧",
  "adres: ⟦droga Wolak 29⟧",
  "Wohne jetzt ⟦Unter den Linden 77⟧",
  "adresse IP 90.63.12.7 bloquée",
]);

suite("address fields", detectAddressFields, [
  "Street: ⟦Rue du Rhône 65⟧\nZIP: 1204\nCity: ⟦Genève⟧",
  '{"address1":"⟦9 Broad Street⟧","city":"⟦Lagos⟧"}',
  "postcode 9711LM huisnummer ⟦17⟧",
  "Which city: the big one? Delivered by: Friday",
]);

suite("residences", detectResidences, [
  "I live in ⟦Springfield⟧ now",
  "Ich wohne in ⟦Bad Homburg⟧",
  "I live in Germany",
  "we live in hope",
]);

suite("address blocks", detectAddressBlocks, [
  "⟦98 árpád fejedelem útja\n apt. 614\n pomáz\n\n tunisia 13222⟧",
  "Anna\n⟦Lindenhof 3\n10115 Berlin⟧\nThanks",
  "I ordered 3 shirts\nsize 40\nthanks",
  "2 of 3 arrived\nwhere is the third?\norder 1001",
]);

suite("postal codes", (text) => detectPostcodes(text, isPlaceName), [
  "ZIP: ⟦11164⟧",
  "PLZ ⟦10115⟧",
  "code postal ⟦75011⟧",
  "near ⟦SW1A 1AA⟧ please",
  "⟦Springfield, IL 62704⟧",
  "in ⟦10115 Berlin⟧",
  "10000 Schritte am Tag",
  "order 11164",
]);
