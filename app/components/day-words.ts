export const DELETED_URL = "/app/privacy/deleted";

/** In UTC, as the days are counted, and so that server and browser write the same. */
const DAY = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** "2026-11-25" as people write it. */
export function dayWords(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}
