import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashContents, isStale } from "./content-hash.ts";

/** What a word may be, as bits of one number; app/modules/inference/redaction/word-lists.ts reads them. */
const FIRST_NAME = 1;
const LAST_NAME = 2;
const ANY_NAME = 4;
const WORD = 8;
const PLACE = 16;
const PROPER = 32;

const PACKAGES = ["@faker-js/faker", "@cspell/dict-people-names", "dictionary-en", "compromise"];
const MIN_CHARS = 2;
const MAX_CHARS = 24;
/** Scripts that write names with a capital, which the detectors go by. */
const PLAIN = /^(?:\p{sc=Latin}|\p{sc=Cyrillic}|\p{sc=Greek})(?:\p{sc=Latin}|\p{sc=Cyrillic}|\p{sc=Greek}|['-])*$/u;

/** compromise's tags of its lexicon (compromise, src/2-two/preTagger/model). */
const TAGS: Readonly<Record<string, number>> = {
  MaleName: FIRST_NAME,
  FemaleName: FIRST_NAME,
  FirstName: FIRST_NAME,
  LastName: LAST_NAME,
  Person: ANY_NAME,
  City: PLACE,
  Region: PLACE,
  Country: PLACE,
  Place: PLACE,
  Organization: PROPER,
  SportsTeam: PROPER,
  ProperNoun: PROPER,
  Demonym: PROPER,
  Month: PROPER,
  WeekDay: PROPER,
};

/** Usual first names that the packages lack, or have as a last name only. */
const MORE_FIRST_NAMES =
  "Jürgen Jörn Uwe Holger Thorsten Heiko Hauke Detlef Detlev Eckhard Eckart Hartmut Anke Steffi Siegfried Carsten Karsten Volker Burkhard Burkhardt Wolfram Hannelore Elfriede Waltraud Irmgard Heike Ulrike Wiebke Gesine Friederike Hiltrud Roswitha Edeltraud Liesel Rüdiger Ingo Eberhard Gunnar Henning Tilman Malte Sönke Montserrat Inmaculada Begoña Itziar Ainhoa Leire Montse Unai Aitor Iñaki Gorka Maite Nerea Encarnación Arantxa Ginette Josiane Maïté Thibaut Wim Jaap Joop Jeroen Bauke Rinus Sjaak Margaretha Marijke Truus Tineke Ineke Hanneke Hetty Greet Henk Ruud Frans Corrie Marloes Joke Wietske Sietske Tjeerd Jelle Wout Xiaoming Hiroshi Yuki Takashi Kenji Chidi Ngozi Linh Thuy";

type Lists = Map<string, number>;

/**
 * Writes app/generated/word-lists.ts: names, English words and places from kept, permissively licensed packages of the build, as one
 * compact table. Nothing of them is stored in the project, and nothing of them is loaded at run time.
 */
export async function generateWordLists(root: string): Promise<void> {
  const folder = join(root, "app", "generated");
  const stamp = join(folder, ".word-lists");
  const inputs = [
    "scripts/launcher/word-lists.ts",
    ...PACKAGES.map((name) => join("node_modules", name, "package.json")),
  ];
  const hash = hashContents(root, inputs);
  const output = join(folder, "word-lists.ts");
  if (!isStale(stamp, hash) && existsSync(output)) return;
  const lists = await collect(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(output, render(lists));
  writeFileSync(stamp, hash);
}

async function collect(root: string): Promise<Lists> {
  const lists: Lists = new Map();
  await addFaker(lists);
  for (const name of MORE_FIRST_NAMES.split(" ")) add(lists, name, FIRST_NAME | ANY_NAME);
  addPeopleNames(lists, root);
  await addDictionary(lists);
  await addLexicon(lists);
  return lists;
}

/** Loaded only when the lists are made: a start with nothing to build should not wait for it. */
async function addFaker(lists: Lists): Promise<void> {
  const { allLocales } = await import("@faker-js/faker");
  for (const { person, location } of Object.values(allLocales)) {
    for (const name of strings(person?.first_name)) add(lists, name, FIRST_NAME);
    for (const name of strings(person?.last_name)) add(lists, name, LAST_NAME);
    const places = [location?.city_name, location?.country, location?.state, location?.county];
    for (const name of places.flatMap(strings)) add(lists, name, PLACE);
  }
}

/** A list of any part of a name, one a line. */
function addPeopleNames(lists: Lists, root: string): void {
  const path = join(root, "node_modules/@cspell/dict-people-names/dict/people-names.txt");
  for (const line of readFileSync(path, "utf8").split("\n")) add(lists, line, ANY_NAME);
}

/** Hunspell stems: small letters are words, a capital marks a proper noun (hunspell(5), "dictionary file"). */
async function addDictionary(lists: Lists): Promise<void> {
  const { default: dictionary } = await import("dictionary-en");
  for (const line of Buffer.from(dictionary.dic).toString("utf8").split("\n").slice(1)) {
    const [stem = ""] = line.split("/");
    add(lists, stem, /^\p{Lu}/u.test(stem) ? PROPER : WORD);
  }
}

async function addLexicon(lists: Lists): Promise<void> {
  const { default: nlp } = await import("compromise/two");
  // The lexicon is part of compromise's model, which its types leave open.
  const { one } = nlp.model() as { one: { lexicon: Record<string, string | string[]> } };
  for (const [word, tags] of Object.entries(one.lexicon)) {
    for (const tag of [tags].flat()) add(lists, word, TAGS[tag] ?? WORD);
    // Tagged by one sex only, it is a name before it is a word, such as "john"; doubtful ones have other tags there.
    if (tags === "MaleName" || tags === "FemaleName") lists.set(word, (lists.get(word) ?? 0) & ~WORD);
  }
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** The same folding as at run time: small letters without diacritics. */
function add(lists: Lists, entry: string, bit: number): void {
  const word = entry.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  if (!PLAIN.test(word) || word.length < MIN_CHARS || word.length > MAX_CHARS) return;
  lists.set(word, (lists.get(word) ?? 0) | bit);
}

function render(lists: Lists): string {
  const groups = Map.groupBy(lists, ([, bits]) => bits);
  const lines = [...groups]
    .sort(([a], [b]) => a - b)
    .map(
      ([bits, words]) =>
        `  ${bits}: ${JSON.stringify(
          words
            .map(([word]) => word)
            .sort()
            .join(" "),
        )},`,
    );
  return `/** Made by scripts/launcher/word-lists.ts. */\nexport const WORD_LISTS: Readonly<Record<number, string>> = {\n${lines.join("\n")}\n};\n`;
}
