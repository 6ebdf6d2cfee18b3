import { halfOfDay } from "./units";

const TIME_OF_DAY = /^(\d{1,2})(?:[:.](\d{2}))?$/;
/** Hours that are said so and no other way ("14 Uhr"); "o'clock" leaves open which half of the day is meant. */
const EITHER_HALF = /^\s?o'clock/i;
const HALF_DAY_HOURS = 12;
const DAY_HOURS = 24;
const MINUTES = 60;

/** A number read as a time of day, in one form ("14:00") for "2 pm", "14 Uhr" and "14.00"; none where it cannot be one. */
export function clockReadings(token: string, unit: string | null, after: string): string[] {
  const [, hourText, minutes = "00"] = TIME_OF_DAY.exec(token) ?? [];
  const isTime = unit === "clock" || (/[:.]/.test(token) && (token.includes(":") || unit === "hour"));
  const hour = Number(hourText);
  if (hourText === undefined || !isTime || hour > DAY_HOURS || Number(minutes) >= MINUTES) return [];
  return hoursOf(hour, after).map((read) => `${String(read).padStart(2, "0")}:${minutes}`);
}

function hoursOf(hour: number, after: string): number[] {
  const half = hour > HALF_DAY_HOURS ? null : halfOfDay(after);
  const early = hour % HALF_DAY_HOURS;
  if (half !== null) return [half === "am" ? early : early + HALF_DAY_HOURS];
  return EITHER_HALF.test(after) && hour <= HALF_DAY_HOURS ? [early, early + HALF_DAY_HOURS] : [hour];
}
