import { describe, expect, it } from "vitest";
import { readBoundedLines } from "./read-bounded-lines";

async function* chunksOf(...chunks: string[]) {
  yield* chunks;
}

async function read(maxChars: number, ...chunks: string[]) {
  return Array.fromAsync(readBoundedLines(chunksOf(...chunks), maxChars));
}

const line = (text: string) => ({ ok: true, text });

describe("readBoundedLines", () => {
  it("joins a line that comes in pieces", async () => {
    expect(await read(20, "on", "e\ntw", "o\r\nthree")).toEqual([line("one"), line("two"), line("three")]);
  });

  it("keeps empty lines and adds none after the last end", async () => {
    expect(await read(20, "a\n\nb\n")).toEqual([line("a"), line(""), line("b")]);
    expect(await read(20, "")).toEqual([]);
  });

  it("gives only the length of a line that is too long, and goes on", async () => {
    expect(await read(3, "abcd", "efg\nabc\nabcd\nx")).toEqual([
      { ok: false, chars: 7 },
      line("abc"),
      { ok: false, chars: 4 },
      line("x"),
    ]);
  });
});
