/** A number of seven or eight digits is valid somewhere: with more countries, numbers that are nobody's look like phones. */
const MAX_COUNTRIES = 40;

/** The countries whose national phone numbers are looked for: the shop's own and those that it ships to, ISO 3166-1 alpha-2. */
export function toPhoneCountries(own: string, shipsTo: readonly string[]): readonly string[] {
  return [...new Set([own, ...shipsTo])].filter((country) => country !== "").slice(0, MAX_COUNTRIES);
}
