import { PLACEHOLDER, type Placeholders } from "./redaction/placeholders";

/** Stage "restore": puts the values back that stand behind this conversation's placeholders; any other text stays. */
export function restoreText(text: string, placeholders: Placeholders): { text: string; restored: number } {
  let restored = 0;
  const whole = text.replace(PLACEHOLDER, (placeholder) => {
    const value = placeholders.find(placeholder);
    if (value === null) return placeholder;
    restored += 1;
    return value;
  });
  return { text: whole, restored };
}
