// npm run bench -- streams [--streams <n>] [--rate <n a second>]: many open chat streams in one web process.
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readStream, type StreamResult } from "./streams/read-stream.ts";
import { startSlowModel, streamKey, type SlowModel } from "./streams/slow-model.ts";
import { withBench } from "./support/bench-app.ts";
import { quantile, round } from "./support/statistics.ts";

const Memory = z.object({ rss: z.number(), heapUsed: z.number(), most: z.number() });
type Memory = z.infer<typeof Memory>;

const MIB = 1024 ** 2;
const POLL_MS = 1_000;
/** How long a stream goes on after the last one was opened, so that all are open at once. */
const OVERLAP_S = 10;
const TOKENS = 50;

const { values } = parseArgs({
  args: process.argv.slice(process.argv.includes("streams") ? 3 : 2),
  options: { streams: { type: "string", default: "1000" }, rate: { type: "string", default: "20" } },
});
const [streams, rate] = [Number(values.streams), Number(values.rate)];

await withBench(fileURLToPath(new URL("..", import.meta.url)), async (bench) => {
  const model = await startSlowModel(((streams / rate + OVERLAP_S) / TOKENS) * 1_000);
  const env = { MODEL_URL: `${model.origin}/v1`, SHOPPERS: String(streams + 1) };
  const origin = await bench.startWithApp("web", "support/governed-server.ts", env);
  const alone = await readStream(origin, streamKey(0));
  const triggers = findTriggers(alone, model);
  const before = await readMemory(origin);
  const { results, peak } = await openAll(origin);
  const dropped = results.filter(({ isWhole, text }) => !isWhole || text !== alone.text).length;
  const delays = results.flatMap((result, index) => delaysOf(result, index + 1, triggers, model));
  console.log(
    JSON.stringify({
      bench: "streams",
      streams,
      dropped,
      openAtOnce: peak.most,
      rssMiB: { before: round(before.rss / MIB), most: round(peak.rss / MIB) },
      kibPerStream: round((peak.rss - before.rss) / 1024 / streams),
      tokenDelayMs: { p50: round(quantile(delays, 0.5)), p99: round(quantile(delays, 0.99)) },
      aloneMs: round(quantile(delaysOf(alone, 0, triggers, model), 0.5)),
    }),
  );
  model.close();
});

/** Opens the streams at an even rate, reads them all, and watches the process meanwhile. */
async function openAll(origin: string): Promise<{ results: StreamResult[]; peak: Memory }> {
  const reading: Promise<StreamResult>[] = [];
  const watch = new AbortController();
  const watching = watchMemory(origin, watch.signal);
  for (let index = 1; index <= streams; index += 1) {
    reading.push(readStream(origin, streamKey(index)));
    await sleep(1_000 / rate);
  }
  const results = await Promise.all(reading);
  watch.abort();
  return { results, peak: await watching };
}

async function watchMemory(origin: string, signal: AbortSignal): Promise<Memory> {
  let peak: Memory = { rss: 0, heapUsed: 0, most: 0 };
  while (!signal.aborted) {
    const now = await readMemory(origin);
    peak = now.rss > peak.rss ? now : { ...peak, most: now.most };
    await sleep(POLL_MS);
  }
  return peak;
}

async function readMemory(origin: string): Promise<Memory> {
  return Memory.parse(await (await fetch(`${origin}/memory`)).json());
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
