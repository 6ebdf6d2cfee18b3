import { notImplemented } from "./api-call.ts";

/** Searchable values of an item by field; `default` holds the texts that words without a field are looked up in. */
export type SearchFields = { default: string[]; [field: string]: string | number | string[] };

/**
 * Shopify's search syntax, as far as lists of a demo store need it: words, `field:value`, quotes, `*` at the end,
 * `:>` `:>=` `:<` `:<=`, `-` or NOT, AND (or nothing) and OR without parentheses.
 * Source: https://shopify.dev/docs/api/usage/search-syntax
 * @throws when a field is unknown here; Shopify would ignore the term and return too much.
 */
export function matchesSearch(query: string, fields: SearchFields): boolean {
  const alternatives = splitOn(tokenise(query), "OR");
  return alternatives.some((terms) => terms.length > 0 && matchesAll(terms, fields));
}

function tokenise(query: string): string[] {
  return query.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
}

function splitOn(tokens: string[], separator: string): string[][] {
  const groups: string[][] = [[]];
  for (const token of tokens) {
    if (token === separator) groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

function matchesAll(tokens: string[], fields: SearchFields): boolean {
  let negate = false;
  for (const token of tokens) {
    if (token === "AND") continue;
    if (token === "NOT") {
      negate = true;
      continue;
    }
    const inverted = negate !== token.startsWith("-");
    if (matchesTerm(token.replace(/^-/, ""), fields) === inverted) return false;
    negate = false;
  }
  return true;
}

function matchesTerm(term: string, fields: SearchFields): boolean {
  const match = /^(\w+):(>=|<=|>|<)?(.*)$/s.exec(term);
  if (!match) {
    const wanted = unquote(term).toLowerCase();
    return fields.default.some((text) => text.toLowerCase().includes(wanted.replace(/\*$/, "")));
  }
  const [, field = "", operator, raw = ""] = match;
  const value = fields[field];
  if (value === undefined) throw notImplemented(`the search field "${field}" here`);
  const values = Array.isArray(value) ? value : [value];
  return values.some((entry) => matchesValue(entry, operator, unquote(raw)));
}

function matchesValue(value: string | number, operator: string | undefined, wanted: string): boolean {
  if (operator !== undefined) return compareValue(value, wanted, operator);
  const [have, want] = [String(value).toLowerCase(), wanted.toLowerCase()];
  return want.endsWith("*") ? have.startsWith(want.slice(0, -1)) : have === want;
}

function compareValue(value: string | number, wanted: string, operator: string): boolean {
  const difference = typeof value === "number" ? value - Number(wanted) : Date.parse(value) - Date.parse(wanted);
  if (operator === ">") return difference > 0;
  if (operator === ">=") return difference >= 0;
  return operator === "<" ? difference < 0 : difference <= 0;
}

const unquote = (text: string) => text.replace(/^(["'])(.*)\1$/s, "$2");
