import { plain } from "./words";

const MAX_PARTS = 3;
/** Where a second question may begin in the middle of a sentence. */
const BEGINS =
  /[,;]? (?:and|und|et|y|en|also) (?=(?:what|how|can|could|do|does|is|are|which|when|where|will|was|wie|kann|konnen|gibt|ist|sind|welche[nrs]?|wann|wo|habt|combien|quel|puis|cuanto|puedo|hoe|kan)\b)/g;
const MIN_CHARS = 8;

/** The questions of one message, in their order; the message itself when it asks one thing. */
export function splitQuestions(message: string): string[] {
  const parts = message
    .split(/(?<=[?!])\s+/)
    .flatMap(splitInside)
    .map((part) => part.trim())
    .filter((part) => part.length >= MIN_CHARS);
  return parts.length < 2 ? [message] : parts.slice(0, MAX_PARTS);
}

/** Cuts at the places that the plain form shows: it may be longer or shorter, so only an equally long one is trusted. */
function splitInside(part: string): string[] {
  const text = plain(part);
  if (text.length !== part.length) return [part];
  const cuts = [...text.matchAll(BEGINS)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const starts = [0, ...cuts.map(({ to }) => to)];
  const ends = [...cuts.map(({ from }) => from), part.length];
  return starts.map((start, index) => part.slice(start, ends[index]));
}
