/** Types of personal data, as they stand in placeholders. */
export const PERSONAL_TYPES = [
  "NAME",
  "EMAIL",
  "PHONE",
  "ADDRESS",
  "CARD",
  "IBAN",
  "ID",
  "IP",
  "BIRTHDATE",
  "SECRET",
] as const;

export type PersonalType = (typeof PERSONAL_TYPES)[number];

/** One stretch of a text, in UTF-16 units; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

/** One piece of personal data in a text, and which detector found it. */
export type PersonalSpan = Span & { readonly type: PersonalType; readonly detector: string };

/** Spans of every match of a global pattern. With `group`, of that part only: the pattern then has the flag `d`. */
export function spansOf(
  text: string,
  pattern: RegExp,
  type: PersonalType,
  detector: string,
  group?: string,
): PersonalSpan[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [start, end] = group === undefined ? [match.index, match.index + match[0].length] : placeOf(match, group);
    return end > start ? [{ start, end, type, detector }] : [];
  });
}

/** Where a named part of a match stands; empty when it took no part. The pattern has the flag `d`. */
export function placeOf(match: RegExpExecArray, group: string): readonly [start: number, end: number] {
  return match.indices?.groups?.[group] ?? [match.index, match.index];
}

/** Whether two spans share a character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies in `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Spans in the order of the text; those that overlap become one with the type of the longest, so that nothing of either stays. */
export function mergeOverlaps(spans: readonly PersonalSpan[]): PersonalSpan[] {
  const merged: (PersonalSpan & { readonly longest: number })[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const longest = span.end - span.start;
    const last = merged.at(-1);
    if (!last || !overlaps(last, span)) merged.push({ ...span, longest });
    else
      merged[merged.length - 1] = {
        ...(longest > last.longest ? { ...span, longest } : last),
        start: last.start,
        end: Math.max(last.end, span.end),
      };
  }
  return merged.map(({ start, end, type, detector }) => ({ start, end, type, detector }));
}
