import { afterEach, describe, expect, it } from "vitest";
import { main } from "~/cli/doctor";
import type { DoctorLine, DoctorReport } from "~/modules/inference/doctor/doctor-report";
import { runDoctor } from "~/modules/inference/doctor/run-doctor.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { startKindServer, type KindServer, type ServerTraits } from "../fakes/model-server-kinds";

const open: KindServer[] = [];

afterEach(async () => {
  await closeModelClients();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(traits: Partial<ServerTraits> = {}): Promise<KindServer> {
  const server = await startKindServer(traits);
  open.push(server);
  return server;
}

type Wish = { readonly apiKey?: string | null; readonly model?: string; readonly allowPrivate?: boolean };

async function visit(baseUrl: string, wish: Wish = {}): Promise<DoctorReport> {
  const endpoint = { id: null, name: "t", baseUrl, apiKey: "dev-key", model: "m", allowPrivate: true, ...wish };
  for await (const event of runDoctor(endpoint, { signal: AbortSignal.timeout(60_000) }))
    if (event.type === "report") return event.report;
  throw new Error("the visit ended without a report");
}

function lineOf({ lines }: DoctorReport, id: string): DoctorLine {
  const line = lines.find((each) => each.id === id);
  if (!line) throw new Error(`no line ${id}`);
  return line;
}

const IDS = [
  "address",
  "tls",
  "path",
  "server",
  "key",
  "models",
  "side_doors",
  "stream",
  "usage",
  "latency",
  "json_schema",
  "tools",
  "abort",
  "context",
  "cache_salt",
];

describe("a vLLM that is started with a key and nothing in front of it", () => {
  it("has its open doors named, and how to close them", async () => {
    const { origin, seen } = await start();
    const report = await visit(origin);
    expect(report.lines.map(({ id }) => id)).toEqual(IDS);
    const doors = lineOf(report, "side_doors");
    expect(doors.result).toBe("fail");
    expect(doors.detail).toContain("Prompts are answered without the key at /invocations.");
    expect(doors.detail).toContain("The server can be controlled without the key at /scale_elastic_ep.");
    expect(doors.detail).toContain("/docs, /load, /metrics, /openapi.json, /tokenize, /version");
    expect(doors.fix).toMatch(/--api-key guards only paths under \/v1.*reverse proxy/);
    expect(doors.example).toMatch(/location = \/v1\/chat\/completions[\s\S]*location \/ \{ return 404; \}/);
    expect(report.ok).toBe(false);
    // What changes a server is only ever looked at.
    expect(
      seen.filter((each) => /^POST \/(?:pause|sleep|scale|update|collective|abort|reset|start)/.test(each)),
    ).toEqual([]);
  });

  it("is fine otherwise, and able", async () => {
    const { origin } = await start();
    const report = await visit(origin);
    const others = report.lines.filter(({ id }) => id !== "side_doors").map(({ id, result }) => [id, result]);
    expect(others).toEqual(IDS.filter((id) => id !== "side_doors").map((id) => [id, "pass"]));
    expect(report.server).toEqual({ kind: "vllm", fingerprint: "vLLM 0.32.0" });
    expect(report.capabilities).toEqual({ tools: true, jsonSchema: true, contextTokens: 8192 });
  });
});

it("finds nothing to say about a llama.cpp that guards all of its pages", async () => {
  const { origin } = await start({ kind: "llama.cpp" });
  const report = await visit(origin);
  expect(report.lines.filter(({ result }) => result !== "pass")).toEqual([]);
  expect(report.server).toEqual({ kind: "llama.cpp", fingerprint: "llama.cpp b9876, small.gguf" });
  expect(report.capabilities.contextTokens).toBe(8192);
});

it("takes no page for a door that answers everything alike", async () => {
  const { origin } = await start({ kind: "plain", catchAll: "<html>Welcome to our docs and metrics</html>" });
  expect(lineOf(await visit(origin), "side_doors").result).toBe("pass");
});

describe("each line", () => {
  const cases: readonly [string, Partial<ServerTraits>, Wish, string, string, RegExp][] = [
    ["no key asked for", { apiKey: null }, {}, "key", "warn", /asks for no key, although one is entered/],
    ["no key entered", {}, { apiKey: null }, "key", "fail", /wants an API key, and none is entered/],
    ["a wrong key", {}, { apiKey: "other" }, "key", "fail", /refuses the key/],
    ["another model", {}, { model: "n" }, "models", "fail", /no model "n"\. It has: m\./],
    ["no finish reason", { finishes: false }, {}, "stream", "fail", /without a finish reason/],
    ["no usage", { usage: false }, {}, "usage", "warn", /does not say how many tokens/],
    ["a schema that is ignored", { schema: "ignored" }, {}, "json_schema", "warn", /took the schema and ignored it/],
    [
      "a schema that is refused",
      { schema: "refused" },
      {},
      "json_schema",
      "warn",
      /status 400 and said: response_format/,
    ],
    [
      "tools that are refused",
      { tools: "refused" },
      {},
      "tools",
      "warn",
      /status 400 and said: "auto" tool choice requires/,
    ],
    ["tools that are not called", { tools: "prose" }, {}, "tools", "warn", /does not use them properly/],
    ["a short context", { contextTokens: 2048 }, {}, "context", "fail", /2048 tokens for one request, but .* 4096/],
    ["a context that is not told", { kind: "plain" }, {}, "context", "unknown", /does not say/],
    ["a refused salt", { saltRefused: true }, {}, "cache_salt", "warn", /status 400 and said: Unrecognized/],
    ["a server that goes on", { busyAfterLeaveMs: 20_000 }, {}, "abort", "fail", /still at work 5 seconds after/],
    ["a server that stops late", { busyAfterLeaveMs: 1_800 }, {}, "abort", "warn", /stopped within \d+ ms/],
    ["no counters", { kind: "plain" }, {}, "abort", "unknown", /shows no counters/],
  ];

  it.each(cases)("says what is wrong: %s", async (_name, traits, wish, id, result, detail) => {
    const { origin } = await start(traits);
    const line = lineOf(await visit(origin, wish), id);
    expect(line).toMatchObject({ id, result });
    expect(line.detail).toMatch(detail);
    expect(line.why).toMatch(/\.$/);
  });

  it("never says the key, also when the server does", async () => {
    const { origin } = await start({ schema: "refused" });
    const report = await visit(origin);
    expect(lineOf(report, "json_schema").detail).toContain("for key [the key]");
    expect(JSON.stringify(report)).not.toContain("dev-key");
  });

  it("tells how to start a server that refuses tools", async () => {
    const { origin } = await start({ tools: "refused" });
    expect(lineOf(await visit(origin), "tools").fix).toContain("--enable-auto-tool-choice and --tool-call-parser");
  });
});

describe("trouble", () => {
  it("with one check never stops the others", async () => {
    const { origin } = await start({ stuck: ["/version"] });
    const report = await visit(origin);
    expect(report.lines.map(({ id }) => id)).toEqual(IDS);
    expect(lineOf(report, "server").result).toBe("fail");
    expect(lineOf(report, "stream").result).toBe("pass");
    expect(lineOf(report, "side_doors").detail).toContain("/invocations");
  });

  it("of a server that is not there is told once, and quickly", async () => {
    const gone = await startKindServer();
    await gone.close();
    const startedAt = performance.now();
    const report = await visit(gone.origin);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(lineOf(report, "tls")).toMatchObject({
      result: "fail",
      detail: expect.stringContaining("Nothing answers") as string,
    });
    expect(new Set(report.lines.slice(2).map(({ result }) => result))).toEqual(new Set(["unknown"]));
  });

  it("with a refused address connects nowhere", async () => {
    for (const [address, allowPrivate] of [
      ["http://169.254.169.254/", true],
      ["http://127.0.0.1:8000", false],
    ] as const) {
      const report = await visit(address, { allowPrivate });
      expect(report).toMatchObject({ ok: false, baseUrl: null });
      expect(lineOf(report, "address").result).toBe("fail");
    }
  });

  it("with a redirect is told, and the redirect is not followed", async () => {
    const target = await start();
    const { origin } = await start({ redirectTo: `${target.origin}/v1/models` });
    const report = await visit(origin);
    expect(lineOf(report, "path")).toMatchObject({
      result: "fail",
      detail: expect.stringContaining("redirects") as string,
    });
    expect(target.seen).toEqual([]);
  });
});

describe("the command", () => {
  const run = async (args: readonly string[], env: Record<string, string> = {}) => {
    let out = "";
    let errors = "";
    const write = (text: string) => void (out += text);
    const writeError = (text: string) => void (errors += text);
    const code = await main({ args, env, write, writeError, signal: AbortSignal.timeout(60_000) });
    return { code, out, errors };
  };

  it("prints one JSON line, and 1 when something failed", async () => {
    const { origin } = await start();
    const { code, out } = await run([`${origin}/v1/`, "--json"], { KEY: "dev-key" });
    expect(code).toBe(1);
    expect(out.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, baseUrl: `${origin}/v1`, model: "m", server: { kind: "vllm" } });
    expect(out).not.toContain("dev-key");
  });

  it("prints lines for people, and 0 when nothing failed", async () => {
    const { origin } = await start({ kind: "llama.cpp" });
    const { code, out } = await run([origin, "--key", "dev-key", "--model", "m"]);
    expect(code).toBe(0);
    expect(out).toContain("✓ Side doors: None of");
    expect(out).toContain("15 fine");
  });

  it.each([[[]], [["http://a", "http://b"]], [["http://a", "--nonsense"]]])("explains itself for %j", async (args) => {
    const { code, errors } = await run(args);
    expect(code).toBe(2);
    expect(errors).toContain("npm run -s doctor --");
  });
});
