/** In UTC, as the days are counted, and so that server and browser write the same. */
const DAY = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** A day ("2026-11-25", or a time of it) as people write it. */
export function dayWords(day: string): string {
  return DAY.format(new Date(day));
}
