import { EU_MEMBERS, listCountryNames } from "~/lib/countries";
import { foldWords } from "./comparable";

const LANGUAGES = ["en", "de", "fr", "es", "nl", "it"];
const MAX_WORDS = 4;
const EUROPE = "EU";
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ usa: "US", us: "US", "u.s": "US", america: "US", amerika: "US", uk: "GB", "great britain": "GB", britain: "GB" },
  ...{ england: "GB", scotland: "GB", wales: "GB", grossbritannien: "GB", "grande-bretagne": "GB", inglaterra: "GB" },
  ...{ eu: EUROPE, ue: EUROPE, europe: EUROPE, europa: EUROPE, holland: "NL", hollande: "NL", holanda: "NL" },
  ...{ niederlanden: "NL", schweiz: "CH", uae: "AE", vae: "AE" },
};
/** Names of countries that are also names of things that shops sell. */
const THINGS = new Set([
  "jersey",
  "turkey",
  "china",
  "chile",
  "georgia",
  "jordan",
  "panama",
  "guinea",
  "dinde",
  "chad",
]);

let codes: ReadonlyMap<string, string> | undefined;

/** Countries by their folded names in our languages; read when they are first asked for. */
function countryCodes(): ReadonlyMap<string, string> {
  codes ??= new Map([
    ...LANGUAGES.flatMap(listCountryNames).map(([code, name]) => [foldWords(name), code] as const),
    ...Object.entries(OTHER_NAMES),
  ]);
  return codes;
}

const WORD = /[\p{L}'’-]+/gu;
const CAPITAL = /^\p{Lu}/u;

export type Place = { readonly code: string; readonly start: number };

/** Countries that a text names; "EU" where it names Europe. */
export function findPlaces(text: string): Place[] {
  const words = [...text.matchAll(WORD)];
  return words.flatMap((first, index) => {
    if (!CAPITAL.test(first[0])) return [];
    for (let count = Math.min(MAX_WORDS, words.length - index); count > 0; count -= 1) {
      const last = words[index + count - 1] ?? first;
      const code = codeOf(text.slice(first.index, last.index + last[0].length));
      if (code !== undefined) return [{ code, start: first.index }];
    }
    return [];
  });
}

function codeOf(name: string): string | undefined {
  if (/^(?:us|it|in|no|be)$/i.test(name) && name !== "US") return undefined;
  const folded = foldWords(name);
  if (THINGS.has(folded)) return undefined;
  return countryCodes().get(folded) ?? countryCodes().get(folded.replace(/(?:'s|s)$/, ""));
}

/** Whether a place (`p:FR`) is among others, or in the European Union where they name that. */
export const isAmong = (place: string, places: ReadonlySet<string>) =>
  places.has(place) || (places.has(`p:${EUROPE}`) && EU_MEMBERS.has(place.slice(2)));
