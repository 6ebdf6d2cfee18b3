const DAY_MS = 86_400_000;
const FORMAT = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How far away a day is that something is due on: "in 3 days", "today", "2 days overdue". */
export function dueWords(due: Date, now: Date): string {
  const days = Math.floor((due.getTime() - now.getTime()) / DAY_MS);
  if (due < now) {
    const late = Math.ceil((now.getTime() - due.getTime()) / DAY_MS);
    return late === 1 ? "1 day overdue" : `${late} days overdue`;
  }
  return days === 0 ? "within a day" : FORMAT.format(days, "day");
}
