// The app's side of a bench: a small HTTP server around governed calls, as a web process makes them, in OpenAI's form. Bundled with the app.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { withTenant } from "~/db.server";
import { allowEgress } from "~/egress.server";
import { StoredVerdicts } from "~/modules/inference/call-record";
import { completeGoverned } from "~/modules/inference/complete-governed.server";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import { openBenchShop, toGoverned, type Shopper } from "./bench-shop.ts";

const Settings = z.object({ PORT: z.coerce.number(), MODEL_URL: z.string(), SHOPPERS: z.coerce.number() });
const Body = z.object({ stream: z.boolean().default(false), messages: z.array(z.object({ content: z.string() })) });
const RECENT_CALLS = 400;

const settings = Settings.parse(process.env);
allowEgress();
const { shop, shoppers } = await openBenchShop(settings.MODEL_URL, settings.SHOPPERS);
let turn = 0;
/** Milliseconds from request to last byte, as this process sees them; taken and emptied by /stages. */
let totals: number[] = [];

process.on("SIGTERM", () => process.exit(0));
createServer((request, response) => void route(request, response)).listen(settings.PORT, "127.0.0.1");

async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/ready") return void response.end("ready");
  if (request.url === "/stages") return sendJson(response, await describeStages());
  const shopper = shoppers[(turn += 1) % shoppers.length];
  if (!shopper) return;
  await answer(request, response, shopper).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, shopper: Shopper): Promise<void> {
  const startedAt = performance.now();
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { stream, messages } = Body.parse(await json(request));
  const governed = toGoverned(shopper.conversationId, messages.at(-1)?.content ?? "", gone.signal);
  if (stream) await streamAnswer(response, shopper, governed);
  else {
    const { text, state } = await completeGoverned(shopper.shop, governed);
    if (state !== "complete") throw new Error(`the answer was ${state}`);
    const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
    sendJson(response, { id: "bench", object: "chat.completion", created: 0, model: "mock", choices });
  }
  totals.push(performance.now() - startedAt);
}

async function streamAnswer(
  response: ServerResponse,
  shopper: Shopper,
  governed: ReturnType<typeof toGoverned>,
): Promise<void> {
  response.setHeader("content-type", "text/event-stream");
  const send = (delta: object, finish: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({ object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  for await (const event of streamGoverned(shopper.shop, governed)) {
    if (event.type === "text") send({ content: event.text });
    if (event.type === "end") send({}, event.outcome.state === "complete" ? "stop" : event.outcome.state);
  }
  response.end("data: [DONE]\n\n");
}

/** Median milliseconds of each stage over the newest calls, and of a whole request. */
async function describeStages(): Promise<object> {
  const rows = await withTenant(shop, (tx) =>
    tx.modelCall.findMany({ orderBy: { createdAt: "desc" }, take: RECENT_CALLS, select: { verdicts: true } }),
  );
  const times = new Map<string, number[]>();
  for (const { verdicts } of rows)
    for (const { stage, ms } of StoredVerdicts.parse(verdicts)) times.set(stage, [...(times.get(stage) ?? []), ms]);
  const stages = Object.fromEntries([...times].map(([stage, values]) => [stage, median(values)]));
  const total = median(totals);
  totals = [];
  return { stages, total };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function sendJson(response: ServerResponse, body: object): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}
