const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** "24 Nov" for "2026-11-24". */
export const formatDay = (day: string) => DAY.format(new Date(`${day}T00:00:00Z`));

/** Told apart without colours as well: light and dark take turns. */
const COLOURS = [
  "#1d6fb8",
  "#f2a33a",
  "#0f8a6d",
  "#b8478f",
  "#7a8699",
  "#7fb7e6",
  "#8a5a1c",
  "#9ad1b4",
  "#d9463d",
  "#4a4f8f",
];

/** The colour of a chart's nth series. */
export const seriesColour = (index: number): string => COLOURS[index % COLOURS.length] ?? "#1d6fb8";
