import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sseResponse } from "./sse.server";

const request = () => new Request("http://app.test/");

async function* count(to: number, seen: number[] = []) {
  for (let n = 1; n <= to; n += 1) {
    seen.push(n);
    yield { n };
  }
}

describe("sseResponse", () => {
  it("sends each event as one data line and ends", async () => {
    const response = sseResponse(request(), () => count(2));
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await response.text()).toBe('data: {"n":1}\n\ndata: {"n":2}\n\n');
  });

  it("takes events only as fast as they are read", async () => {
    const seen: number[] = [];
    const reader = sseResponse(request(), () => count(1_000, seen)).body?.getReader();
    await reader?.read();
    await sleep(20);
    expect(seen.length).toBeLessThan(5);
    await reader?.cancel();
  });

  it("stops the source when the reader leaves", async () => {
    let stopped = false;
    const response = sseResponse(request(), async function* (signal) {
      yield 1;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      stopped = true;
    });
    const reader = response.body?.getReader();
    await reader?.read();
    // Until the source has gone on to its next event.
    await sleep(5);
    await reader?.cancel();
    expect(stopped).toBe(true);
  });

  it("stops the source when the request is aborted", async () => {
    const gone = new AbortController();
    const response = sseResponse(new Request("http://app.test/", { signal: gone.signal }), async function* (signal) {
      yield 1;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    });
    setTimeout(() => gone.abort(), 20);
    expect(await response.text()).toBe("data: 1\n\n");
  });

  it("keeps a silent connection alive", async () => {
    const response = sseResponse(
      request(),
      async function* () {
        await sleep(35);
        yield "late";
      },
      { heartbeatMs: 10 },
    );
    const text = await response.text();
    expect(text).toMatch(/^: still here\n\n/);
    expect(text).toContain('data: "late"');
  });

  it("ends with the event that onError makes of a failure", async () => {
    const response = sseResponse(
      request(),
      async function* () {
        yield 1;
        throw new Error("internal detail");
      },
      { onError: () => ({ type: "error" }) },
    );
    expect(await response.text()).toBe('data: 1\n\ndata: {"type":"error"}\n\n');
  });
});
