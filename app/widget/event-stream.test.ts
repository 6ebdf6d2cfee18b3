import { describe, expect, it } from "vitest";
import { readEvents } from "./event-stream";

function bodyOf(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
}

async function eventsOf(...chunks: string[]) {
  const events = [];
  for await (const event of readEvents(bodyOf(...chunks))) events.push(event);
  return events;
}

describe("readEvents", () => {
  it("joins what the network split and passes over heartbeats", async () => {
    expect(
      await eventsOf(
        'data: {"type":"te',
        'xt","text":"a"}\n\n: still here\n\nda',
        'ta: {"type":"text","text":"b"}\r\n\r\n',
      ),
    ).toEqual([
      { type: "text", text: "a" },
      { type: "text", text: "b" },
    ]);
  });

  it("drops a half event at the end and a broken one in the middle", async () => {
    expect(await eventsOf('data: {broken\n\ndata: {"type":"status","text":"x"}\n\ndata: {"type":"te')).toEqual([
      { type: "status", text: "x" },
    ]);
  });
});
