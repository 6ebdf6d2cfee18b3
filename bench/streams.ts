// npm run bench -- streams [--streams <n>] [--rate <n a second>]: many open chat streams in one web process.
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { QUESTION } from "./streams/chat-answer.ts";
import { readStream, type StreamResult } from "./streams/read-stream.ts";
import { startSlowModel, streamKey, type SlowModel } from "./streams/slow-model.ts";
import { startWholeApp, type WholeApp } from "./streams/whole-app.ts";
import { quantile, round } from "./support/statistics.ts";

const MIB = 1024 ** 2;
const POLL_MS = 1_000;
/** How long a stream goes on after the last one was opened, so that all are open at once. */
const OVERLAP_S = 10;
const TOKENS = 50;
/** The app ends a call after two minutes. */
const MAX_DURATION_S = 110;

const { values } = parseArgs({
  args: process.argv.slice(process.argv.includes("streams") ? 3 : 2),
  options: { streams: { type: "string", default: "1000" }, rate: { type: "string", default: "20" } },
});
const [streams, rate] = [Number(values.streams), Number(values.rate)];
const durationS = streams / rate + OVERLAP_S;
if (!(durationS <= MAX_DURATION_S))
  throw new Error(`A stream would take ${durationS} s, and the app ends it: raise --rate.`);

type Peak = { rss: number; open: number };

const model = await startSlowModel((durationS / TOKENS) * 1_000);
const app = await startWholeApp(fileURLToPath(new URL("..", import.meta.url)), `${model.origin}/v1`);
try {
  const alone = await ask(0);
  if (alone.problem !== null) throw new Error(`not even one stream ends whole: ${alone.problem}`);
  const triggers = findTriggers(alone, model);
  const before = app.webMemory();
  const { results, peak } = await openAll(app, model);
  const lost = results.filter(({ problem, text }) => problem !== null || text !== alone.text);
  const delays = results.flatMap((result, index) => delaysOf(result, index + 1, triggers, model));
  for (const [problem, ones] of Map.groupBy(lost, (result) => result.problem ?? "another text"))
    console.log(`${ones.length} lost: ${problem}`);
  console.log(
    JSON.stringify({
      bench: "streams",
      streams,
      dropped: lost.length,
      openAtOnce: peak.open,
      rssMiB: { before: round(before / MIB), most: round(peak.rss / MIB) },
      kibPerStream: round((peak.rss - before) / 1024 / streams),
      tokenDelayMs: { p50: round(quantile(delays, 0.5)), p99: round(quantile(delays, 0.99)) },
      aloneMs: round(quantile(delaysOf(alone, 0, triggers, model), 0.5)),
    }),
  );
} finally {
  await app.stop();
  model.close();
}

/** A new visitor's only question. */
function ask(index: number): Promise<StreamResult> {
  return readStream(app.open, `${QUESTION} ${streamKey(index)}`);
}

/** Opens the streams at an even rate, reads them all, and watches the web process meanwhile. */
async function openAll(app: WholeApp, { open }: SlowModel): Promise<{ results: StreamResult[]; peak: Peak }> {
  const reading: Promise<StreamResult>[] = [];
  const peak: Peak = { rss: 0, open: 0 };
  const watch = setInterval(() => {
    peak.rss = Math.max(peak.rss, app.webMemory());
    peak.open = Math.max(peak.open, open());
  }, POLL_MS);
  for (let index = 1; index <= streams; index += 1) {
    reading.push(ask(index));
    await sleep(1_000 / rate);
  }
  const results = await Promise.all(reading);
  clearInterval(watch);
  return { results, peak };
}

/** A sentence is let out when it is whole, which the next token may have to tell: for each piece, the token before it arrived. */
function findTriggers({ arrivals }: StreamResult, { sent }: SlowModel): number[] {
  const times = sent.get(streamKey(0)) ?? [];
  return arrivals.map((arrival) => times.findLastIndex((time) => time <= arrival));
}

/** Milliseconds from a token that lets a piece of text out to the reader's having it. */
function delaysOf(
  { arrivals }: StreamResult,
  index: number,
  triggers: readonly number[],
  { sent }: SlowModel,
): number[] {
  const times = sent.get(streamKey(index)) ?? [];
  return arrivals.flatMap((arrival, piece) => {
    const time = times[triggers[piece] ?? -1];
    return time === undefined ? [] : [arrival - time];
  });
}
