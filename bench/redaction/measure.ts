import { existsSync } from "node:fs";
import { join } from "node:path";
import { compileKnownValues } from "~/modules/inference/redaction/known-values";
import { findPersonalData } from "~/modules/inference/redaction/redact-text";
import type { PersonalSpan } from "~/modules/inference/redaction/span";
import type { Labelled } from "./labelled.ts";
import { readBitext } from "./read-bitext.ts";
import { readNannigalaxy } from "./read-nannigalaxy.ts";
import { readPresidio } from "./read-presidio.ts";
import { score, type Scores } from "./score.ts";
import { writeSentences } from "./write-sentences.ts";

const DATA = process.env.BENCH_DATA_DIR ?? join(process.cwd(), "..", "shared", "data");
const MIN_RUN_MS = 2_000;
const SYNTHETIC_ROWS = 4_000;
const CONTEXT = { known: compileKnownValues([]), terms: null, countries: ["US", "GB", "DE", "FR", "ES", "NL"] };
const showsMisses = process.argv.includes("--misses");

const find = (text: string) => findPersonalData(text, CONTEXT);

const sets = new Map<string, Labelled[]>([
  ["synthetic", writeSentences(SYNTHETIC_ROWS, "listed")],
  ["synthetic_unlisted_names", writeSentences(SYNTHETIC_ROWS, "unlisted")],
]);
addWhenPresent("presidio", "presidio-research/generated_small.json", readPresidio);
addWhenPresent("nannigalaxy", "nannigalaxy-pii/pii_syn_nano_en.json", readNannigalaxy);

const scores: Record<string, Scores> = {};
for (const [name, rows] of sets) {
  scores[name] = score(rows, find);
  console.log(`\n${name}: ${rows.length} texts`);
  console.table({ ...scores[name].types, overall: scores[name].overall });
  if (showsMisses) printMisses(rows);
}

const bitextFile = join(DATA, "bitext-intent/Bitext_Sample_Customer_Service_Validation_Dataset.csv");
const utterances = existsSync(bitextFile) ? readBitext(bitextFile) : [];
const support = utterances.length === 0 ? null : measureSupport();
const speed = measureSpeed();
console.log(
  JSON.stringify({
    bench: "redaction",
    messagesPerSecond: speed,
    support,
    ...Object.fromEntries(
      Object.entries(scores).map(([name, { overall, types }]) => [
        name,
        { recall: overall.recall, precision: overall.precision, types },
      ]),
    ),
  }),
);

function addWhenPresent(name: string, path: string, read: (file: string) => Labelled[]): void {
  const file = join(DATA, path);
  if (existsSync(file)) sets.set(name, read(file));
  else console.log(`${name}: left out, ${file} is not there`);
}

/** Messages of shoppers without a person's name: none should change; and the order numbers in any of them. */
function measureSupport() {
  const clean = utterances.filter(({ kind }) => kind !== "person_name");
  const altered = clean.filter(({ text }) => find(text).length > 0);
  const numbered = utterances.filter(({ kind }) => kind === "order_id" || kind === "invoice_id");
  const lost = numbered.filter(({ text, value }) => {
    const start = text.indexOf(value);
    return find(text).some((span) => span.start < start + value.length && start < span.end);
  });
  if (showsMisses)
    for (const { text } of altered)
      console.log(
        "altered",
        text,
        find(text).map((span) => describe(text, span)),
      );
  const result = {
    clean: clean.length,
    altered: altered.length,
    alteredShare: Math.round((altered.length / clean.length) * 10_000) / 10_000,
    orderNumbers: numbered.length,
    orderNumbersKept: numbered.length - lost.length,
  };
  console.log("\nsupport messages", result);
  return result;
}

/** Messages for each second of one core: each of the sets in turn, for a few seconds of processor time, so that neighbours do not count. */
function measureSpeed(): Record<string, number> {
  const texts = new Map([...sets].map(([name, rows]) => [name, rows.map(({ text }) => text)]));
  if (utterances.length > 0)
    texts.set(
      "support",
      utterances.map(({ text }) => text),
    );
  const result = Object.fromEntries([...texts].map(([name, list]) => [name, perSecond(list)]));
  console.log("\nmessages a second", result);
  return result;
}

function perSecond(list: readonly string[]): number {
  for (const text of list) find(text);
  const startedAt = process.cpuUsage();
  let count = 0;
  let spentMs = 0;
  while (spentMs < MIN_RUN_MS) {
    for (const text of list) find(text);
    count += list.length;
    const { user, system } = process.cpuUsage(startedAt);
    spentMs = (user + system) / 1_000;
  }
  return Math.round(count / (spentMs / 1_000));
}

function printMisses(rows: readonly Labelled[]): void {
  for (const { text, spans } of rows) {
    const predicted = find(text);
    const missed = spans.filter((span) => !predicted.some((other) => other.start < span.end && span.start < other.end));
    const wrong = predicted.filter((span) => !spans.some((other) => other.start < span.end && span.start < other.end));
    if (missed.length === 0 && wrong.length === 0) continue;
    console.log(JSON.stringify(text));
    for (const span of missed) console.log("   missed", span.type, JSON.stringify(text.slice(span.start, span.end)));
    for (const span of wrong) console.log("   wrong ", describe(text, span));
  }
}

function describe(text: string, { start, end, type, detector }: PersonalSpan): string {
  return `${type} ${detector} ${JSON.stringify(text.slice(start, end))}`;
}
