/** A date for people, such as "12 March 2026", in UTC so that server and test agree. */
export function formatDate(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(safeLocale(locale), { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}

/** An amount ("129.00") with its currency, such as "€129.00"; the bare amount when the currency is not known. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return amount;
  return new Intl.NumberFormat(safeLocale(locale), { style: "currency", currency })
    .format(Number(amount))
    .replace(/\u00a0/g, " ");
}

function safeLocale(locale: string): string {
  const language =
    Intl.DateTimeFormat.supportedLocalesOf(/^[a-z]{2}(-[A-Z]{2})?$/.test(locale) ? locale : "en")[0] ?? "en";
  // Plain "en" writes dates the American way round; the long form with the day first is read everywhere.
  return language === "en" ? "en-GB" : language;
}
