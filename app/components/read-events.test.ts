import { expect, it } from "vitest";
import { z } from "zod";
import { readEvents } from "./read-events";

const Event = z.object({ n: z.string() });

async function read(...pieces: readonly string[]) {
  const bytes = new TextEncoder().encode(pieces.join("|"));
  const cuts = pieces.length === 1 ? [1, 9] : [5];
  const parts = [bytes.slice(0, cuts[0]), bytes.slice(cuts[0], cuts[1]), bytes.slice(cuts[1] ?? bytes.length)];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      parts.forEach((part) => controller.enqueue(part));
      controller.close();
    },
  });
  const events: unknown[] = [];
  for await (const event of readEvents(body, Event)) events.push(event);
  return events;
}

it("puts events together that arrive in pieces, even within a character", async () => {
  expect(await read('data: {"n":"ü"}\n\n: still here\n\ndata: {"n":"2"}\n\n')).toEqual([{ n: "ü" }, { n: "2" }]);
});

it("drops an event that was cut off", async () => {
  expect(await read('data: {"n":"1"}\n\ndata: {"n"')).toEqual([{ n: "1" }]);
});

it("refuses an event of another form", async () => {
  await expect(read('data: {"m":1}\n\n')).rejects.toThrow();
});
