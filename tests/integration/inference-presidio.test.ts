import { afterEach, describe, expect, it, vi } from "vitest";
import { logger } from "~/logger.server";
import { askPresidio, closePresidio } from "~/modules/inference/ask-presidio.server";
import { redactParts } from "~/modules/inference/redact-parts";
import { Placeholders } from "~/modules/inference/redaction/placeholders";
import { startPresidioAnalyzer, type PresidioAnalyzer } from "../fakes/presidio-analyzer";

const open: PresidioAnalyzer[] = [];

async function start(languages?: readonly string[]): Promise<PresidioAnalyzer> {
  const analyzer = await startPresidioAnalyzer(languages);
  open.push(analyzer);
  return analyzer;
}

const ask = (url: string | undefined, texts: readonly string[], language = "en") =>
  askPresidio(texts, { url, language });

afterEach(async () => {
  vi.restoreAllMocks();
  await closePresidio();
  for (const analyzer of open.splice(0)) await analyzer.close();
});

/** A message as a model would get it, with what both detectors found. */
async function redact(content: string, protectedTerms: readonly string[] = []) {
  const { url } = await start();
  const turns = [{ role: "user" as const, content }];
  const second = await ask(url, [content]);
  const input = { turns, evidence: [], knownValues: [], protectedTerms, countries: [] };
  const { value, detail } = redactParts(input, new Placeholders(), second);
  return { text: value.turns[0]?.content, detail };
}

describe("what the analyzer finds", () => {
  it.each([
    ["after signs of two UTF-16 units", "👟👨‍👩‍👧 für Zorvane Killimby, jo@example.com", "👟👨‍👩‍👧 für [NAME_1], [EMAIL_1]"],
    ["where ours found the same, once", "Write to jo@example.com", "Write to [EMAIL_1]"],
    ["a valid number of another country, without any word for it", "+49 30 901820 please", "[PHONE_1] please"],
    ["a weak form beside its word", "passport C01234567", "passport [ID_1]"],
    ["what its operator taught it", "I work here, BDG-12345", "I work here, [ID_1]"],
    ["no date, place or address of a page", "last week on shop.example", "last week on shop.example"],
  ])("is replaced: %s", async (_what, content, redacted) => {
    const { text, detail } = await redact(content);
    expect(text).toBe(redacted);
    expect(detail).toMatchObject({ presidio: "used" });
  });

  it("does not hide what the shop calls its own", async () => {
    expect((await redact("the Zorvane Killimby jacket", ["Zorvane Killimby"])).text).toBe(
      "the Zorvane Killimby jacket",
    );
  });
});

describe("askPresidio", () => {
  it("asks once about all texts, each once, and not at all about empty ones", async () => {
    const { url, asked } = await start();
    const { state, spans } = await ask(url, ["Zed here", "Zed here", " ", "It is BDG-12345"]);
    expect(asked).toEqual([{ text: ["Zed here", "It is BDG-12345"], language: "en" }]);
    expect(state).toBe("used");
    expect(spans.get("It is BDG-12345")).toEqual([{ start: 6, end: 15, type: "ID", detector: "presidio" }]);
  });

  it("asks about new texts only, and remembers what was found in the others", async () => {
    const { url, asked, fail } = await start();
    await ask(url, ["BDG-12345"]);
    const { spans } = await ask(url, ["BDG-12345", "and more"]);
    expect(asked.map(({ text }) => text)).toEqual([["BDG-12345"], ["and more"]]);
    expect(spans.get("BDG-12345")).toHaveLength(1);
    fail({ status: 500, body: "" });
    const down = await ask(url, ["BDG-12345", "even more"]);
    expect(down.state).toBe("down");
    expect(down.spans.get("BDG-12345")).toHaveLength(1);
    expect((await ask(url, ["BDG-12345"])).state).toBe("used");
  });

  it("asks about the newest of too many texts, and says that these were not all", async () => {
    const { url, asked } = await start();
    const texts = Array.from({ length: 5 }, (_, index) => `${index} ${"word ".repeat(600)}`);
    expect((await ask(url, texts)).state).toBe("part");
    expect(asked[0]?.text).toEqual(texts.slice(3));
    await ask(url, texts);
    expect((await ask(url, texts)).state).toBe("used");
  });

  it("asks about one text however long it is", async () => {
    const { url, asked } = await start();
    const long = "word ".repeat(4_000);
    expect((await ask(url, ["short", long])).state).toBe("part");
    expect(asked[0]?.text).toEqual([long]);
  });

  it("asks again when a kept connection was closed meanwhile", async () => {
    const { url, closeReused } = await start();
    closeReused();
    expect((await ask(url, ["one"])).state).toBe("used");
    expect((await ask(url, ["two"])).state).toBe("used");
  });

  it("is off without an address", async () => {
    expect((await ask(undefined, ["Zed"])).state).toBe("off");
  });

  const tooOld = JSON.stringify({
    error: "[E1041] Expected a string, Doc, or bytes as input, but got: <class 'list'>",
  });

  it.each([
    ["an error", { status: 500, body: '{"error":"about Zed"}' }, /^status 500$/],
    ["an analyzer that is too old", { status: 500, body: tooOld }, /2\.2\.361/],
    ["no JSON", { body: "<html>" }, /^SyntaxError$/],
    ["another form", { body: '[{"entity_type":"PERSON"}]' }, /^ZodError$/],
    ["fewer results than texts", { body: "[]" }, /another number of results/],
    ["a redirect", { status: 302, body: "" }, /./],
    ["silence", { body: "[[]]", afterMs: 60_000 }, /^TimeoutError$/],
  ])("goes on without it after %s, and leaves it alone for a while", async (_name, trouble, reason) => {
    const warned = vi.spyOn(logger, "warn");
    const { url, asked, fail } = await start();
    fail(trouble);
    expect(await ask(url, ["Zed"])).toMatchObject({ state: "down" });
    expect(await ask(url, ["Zed"])).toMatchObject({ state: "down" });
    expect(asked).toHaveLength(1);
    expect(warned.mock.calls.map(([fields]) => fields)).toEqual([{ reason: expect.stringMatching(reason) as string }]);
  });

  it("tells its operator when it was not started for the language", async () => {
    const warned = vi.spyOn(logger, "warn");
    const { url } = await start(["de"]);
    expect((await ask(url, ["Zed"])).state).toBe("down");
    expect(warned.mock.calls[0]?.[0]).toEqual({ reason: expect.stringContaining("PRESIDIO_LANGUAGE") as string });
  });

  it("goes on without it when nothing listens", async () => {
    const warned = vi.spyOn(logger, "warn");
    expect((await ask("http://127.0.0.1:1", ["Zed"])).state).toBe("down");
    expect(warned.mock.calls[0]?.[0]).toEqual({
      reason: expect.stringMatching(/^(?:ECONNREFUSED|TypeError)$/) as string,
    });
  });
});
