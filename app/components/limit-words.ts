export const LIMIT_UNITS = {
  requests: { one: "request a minute", many: "requests a minute" },
  tokens: { one: "token a day", many: "tokens a day" },
  streams: { one: "answer", many: "answers" },
} as const;

export type LimitQuantity = keyof typeof LIMIT_UNITS;

/** What was typed into a limit's field, read out with separators and unit; or what may be written there. */
export function readLimit(
  value: string,
  {
    quantity,
    most,
    format,
  }: { readonly quantity: LimitQuantity; readonly most: number; readonly format: Intl.NumberFormat },
): { readonly words: string; readonly isWrong: boolean } {
  const number = Number(value);
  const isWrong = !/^\d+$/.test(value.trim()) || number < 1 || number > most;
  if (isWrong) return { words: `Write 1 to ${format.format(most)}`, isWrong };
  const { one, many } = LIMIT_UNITS[quantity];
  return { words: `${format.format(number)} ${number === 1 ? one : many}`, isWrong };
}
