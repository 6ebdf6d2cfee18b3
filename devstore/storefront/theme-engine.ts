import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import { formatMoney } from "./money.ts";
import { asText, fillText, findThemeText } from "./texts.ts";

/** Renders the theme's templates. Everything printed is escaped unless it passes the `raw` filter. */
export const themeEngine = new Liquid({
  root: fileURLToPath(new URL("./templates", import.meta.url)),
  extname: ".liquid",
  outputEscape: "escape",
  strictFilters: true,
  cache: true,
});

themeEngine.registerFilter("money", function (cents: unknown) {
  return formatMoney(
    Number(cents),
    asText(this.context.getSync(["currency"])),
    asText(this.context.getSync(["locale"])),
  );
});

/** A text of the theme; the arguments fill its placeholders. A missing one shows its path, so that it is seen. */
themeEngine.registerFilter("t", function (path: unknown, ...args: unknown[]) {
  const found = findThemeText(asText(this.context.getSync(["locale"])), asText(path)) ?? asText(path);
  return fillText(found, Object.fromEntries(args.filter(isPair)));
});

themeEngine.registerFilter("day", function (time: unknown) {
  const locale = asText(this.context.getSync(["locale"]));
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(asText(time)));
});

function isPair(value: unknown): value is [string, unknown] {
  return Array.isArray(value) && value.length === 2;
}
