import { expect, it } from "vitest";
import { boundedFetch } from "./bounded-fetch";

/** A fetch whose answer never ends; tells when nobody reads it any more. */
function endless(): { fetch: typeof globalThis.fetch; isLeft: () => boolean } {
  let left = false;
  const body = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => void (left = true),
    });
  return { fetch: async () => new Response(body()), isLeft: () => left };
}

it("lets through what is within the bound, as it is", async () => {
  const fetch = boundedFetch(async () => new Response("hello", { status: 404, headers: { a: "b" } }), 5);
  const response = await fetch("http://x");
  expect([response.status, response.headers.get("a"), await response.text()]).toEqual([404, "b", "hello"]);
});

it("ends an endless answer, and leaves the server", async () => {
  const { fetch, isLeft } = endless();
  const response = await boundedFetch(fetch, 50_000)("http://x");
  await expect(response.text()).rejects.toThrow("longer than 50000 bytes");
  expect(isLeft()).toBe(true);
});
