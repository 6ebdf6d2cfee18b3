import { once } from "node:events";
import { parseArgs } from "node:util";
import { readBoundedLines } from "~/lib/read-bounded-lines";
import { redactLine } from "~/modules/inference/redaction/redact-line";
import type { CommandContext } from "./command-context";

const MAX_LINE_CHARS = 200_000;
const EXIT_BAD_LINE = 1;
const EXIT_USAGE = 2;
const USAGE = `Usage: npm run -s redact [-- --country <codes>] < messages
Reads text, one message a line, or JSON lines {"text": "...", "known": {"name", "email", "phone", "address"}} from standard input.
Writes a JSON line for each: the text without personal data, and the spans that were removed (start, end, type, detector).
--country  the countries whose national phone numbers count, two letters each, such as DE or DE,FR`;

/** The command "redact": needs neither the app nor a database. Gives the exit code. */
export async function main({ args, writeError }: CommandContext): Promise<number> {
  const countries = parseCountries(args);
  if (countries === null || process.stdin.isTTY) {
    writeError(`${USAGE}\n`);
    return EXIT_USAGE;
  }
  let exitCode = 0;
  let number = 0;
  process.stdin.setEncoding("utf8");
  for await (const line of readBoundedLines(process.stdin, MAX_LINE_CHARS)) {
    number += 1;
    const result = line.ok
      ? redactLine(line.text, countries)
      : { ok: false as const, reason: `${line.chars} characters; at most ${MAX_LINE_CHARS} are read` };
    if (!result.ok) {
      exitCode = EXIT_BAD_LINE;
      writeError(`Line ${number} was left out: ${result.reason}\n`);
    }
    await print(result.ok ? result.value : { line: number, error: result.reason });
  }
  return exitCode;
}

async function print(value: object): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, "drain");
}

/** The countries of the command line, none when none was given; null on bad usage. */
function parseCountries(args: readonly string[]): readonly string[] | null {
  try {
    const { country = "" } = parseArgs({ args: [...args], options: { country: { type: "string" } } }).values;
    if (country === "") return [];
    return /^[a-z]{2}(?:,[a-z]{2})*$/i.test(country) ? country.toUpperCase().split(",") : null;
  } catch {
    return null;
  }
}
