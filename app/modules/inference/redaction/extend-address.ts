import { fold } from "./fold-text";
import { isEnglishWord, kindsOf, PLACE } from "./word-lists";

const MAX_STEPS = 8;
const GAP = /^[ \t]{0,3}(?:[,;.|–-]|\n\s{0,6},?)?[ \t]{0,6}/;
const BREAK = /[,;\n|]/;
const UNIT =
  /^(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|block|tower|wohnung|whg|og|etage|stock|appartement|appt|apto|app|bât(?:iment)?|bat|étage|esc(?:alera)?|piso|puerta|pta|planta|bus|verdieping|interno|scala|chalet|casa|portal|bloque|lgh|lejl|leil)\.?\s?#?(?:\d{1,5}[a-z]?|[a-z])(?![\p{L}\p{N}])|^#\s?\d{1,5}|^\d{1,2}\.\s?(?:og|etage|stock|obergeschoss)(?![\p{L}\p{N}])|^(?:bajo|entresuelo|ático|principal)(?:\s(?:dcha|izda|izq)\.?)?(?![\p{L}\p{N}])|^\d{1,2}[ºª°](?:\s?[a-z](?!\p{L}))?/iu;
const POSTCODE =
  /^(?:(?:A|B|CH|D|DE|E|F|FR|I|NL)-)?(?:\d{4}\s?[A-Z]{2}(?![\p{L}\p{N}])|\d{5}(?:-\d{3,4})?(?!\d)|\d{4}-\d{3}(?!\d)|\d{4}(?!\d)|\d{3}\s\d{2}(?!\d)|\d{2}-\d{3}(?!\d)|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z\d][A-Z](?![\p{L}\p{N}])|[A-Z]\d[A-Z]\s?\d[A-Z]\d(?![\p{L}\p{N}]))/u;
const STATE = /^[A-Z]{2,3}(?![\p{L}\p{N}])/u;
const PLACE_NAME =
  /^(?:St\.?\s)?\p{Lu}[\p{L}\p{M}'’-]{1,30}(?![\p{L}\p{N}])(?:(?:\s|-)(?:(?:de|la|le|les|du|des|del|am|an der|a\.d\.|aan|den|of|upon|sur|sous|ob)\s)?\p{Lu}[\p{L}\p{M}'’-]{1,30}(?![\p{L}\p{N}])){0,3}(?:\s[A-Z](?![\p{L}\p{N}]))?/u;

/**
 * Where an address that has begun ends: over flats, postal codes, states and places that follow it. A place needs a comma or a line before it,
 * or a postal code beside it.
 */
export function extendAddress(text: string, start: number): number {
  let end = start;
  let afterCode = false;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const gap = GAP.exec(text.slice(end, end + 24))?.[0] ?? "";
    if (gap === "") break;
    const rest = text.slice(end + gap.length, end + gap.length + 120);
    const code = POSTCODE.exec(rest)?.[0];
    const plain = UNIT.exec(rest)?.[0] ?? code ?? stateOf(rest);
    const place: string | undefined =
      plain === undefined && (afterCode || BREAK.test(gap) || hasCodeNext(rest)) ? readPlace(rest) : undefined;
    const found: string | undefined = plain ?? place;
    if (found === undefined) break;
    end += gap.length + found.length;
    afterCode = code !== undefined && found === code;
  }
  return end;
}

function stateOf(rest: string): string | undefined {
  return STATE.exec(rest)?.[0];
}

function hasCodeNext(rest: string): boolean {
  const name = PLACE_NAME.exec(rest)?.[0];
  return name !== undefined && /^,?\s{0,3}(?:[A-Z]{2},?\s)?\d{4,5}(?!\d)/.test(rest.slice(name.length));
}

/** A place's name; a sentence that begins there is none. */
function readPlace(rest: string): string | undefined {
  const name = PLACE_NAME.exec(rest)?.[0];
  if (name === undefined) return undefined;
  const first = fold(/^[\p{L}\p{M}'’-]+/u.exec(name)?.[0] ?? "");
  return isEnglishWord(first) && (kindsOf(first) & PLACE) === 0 && !/\s\p{Lu}/u.test(name) ? undefined : name;
}
