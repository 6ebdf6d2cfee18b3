const STEPS = [
  ["minute", 60],
  ["hour", 3_600],
  ["day", 86_400],
  ["week", 604_800],
  ["month", 2_629_800],
  ["year", 31_557_600],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

const FORMAT = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago a time was, in words; "just now" within a minute, and for a clock that runs a little ahead. */
export function relativeTime(time: Date, now: Date): string {
  const seconds = (now.getTime() - time.getTime()) / 1_000;
  const step = STEPS.findLast(([, length]) => seconds >= length);
  return step === undefined ? "just now" : FORMAT.format(-Math.floor(seconds / step[1]), step[0]);
}
