/** Other ways to ask "how long", folded, in each of our languages: all that is known of it stands here. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "how long": ["how much time", "how many hours", "how many days", "how many weeks", "how many months"],
  "wie lange": ["wie viel zeit", "wieviel zeit", "wie viele tage", "wie viele wochen", "wie viele monate"],
  "combien de temps": ["combien de jours"],
  "cuanto tiempo": ["cuantos dias"],
  "hoe lang": ["hoeveel tijd", "hoeveel dagen", "hoeveel weken", "hoe veel tijd", "hoe veel dagen", "hoe veel weken"],
};

/** Each way, the plain ones first. */
export const HOW_LONG_PHRASES = [...Object.keys(OTHERS), ...Object.values(OTHERS).flat()];

const RULES = Object.entries(OTHERS).map(
  ([plainly, others]) =>
    // "how much more time" is one of them.
    [
      new RegExp(`\\b(?:${others.map((other) => other.replace(/ (?=\S+$)/, " (?:more )?")).join("|")})\\b`, "g"),
      plainly,
    ] as const,
);

/** A folded question in which every other way to ask it is "how long". */
export function sayHowLong(folded: string): string {
  return RULES.reduce((text, [others, plainly]) => text.replace(others, plainly), folded);
}
