import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commandOf } from "./running-instance.ts";
import { createSupervisor } from "./supervisor.ts";

const logDir = mkdtempSync(join(tmpdir(), "supervisor-"));
afterAll(() => rmSync(logDir, { recursive: true }));
const node = (name: string, code: string) => ({ name, command: process.execPath, args: ["-e", code] });

describe("a supervisor", () => {
  it("says why a program failed, with its last lines", async () => {
    const supervisor = createSupervisor({ logDir, verbose: false });
    const failed = supervisor.run(node("job", "console.log('first'); console.error('the reason'); process.exit(3)"));
    await expect(failed).rejects.toThrow("job ended with code 3");
    await expect(failed).rejects.toMatchObject({ details: ["first", "the reason"] });
    expect(readFileSync(join(logDir, "job.log"), "utf8")).toContain("the reason");
  });

  it("reports the first child that dies, but not one that it stopped", async () => {
    const supervisor = createSupervisor({ logDir, verbose: false });
    supervisor.start(node("stays", "setInterval(() => {}, 1000)"));
    supervisor.start(node("dies", "setTimeout(() => process.exit(1), 50)"));
    expect((await supervisor.firstDeath).message).toContain("dies ended with code 1");
    await supervisor.stopAll();
  });

  it("stops a child's own children too, and starts nothing afterwards", async () => {
    const supervisor = createSupervisor({ logDir, verbose: true });
    const lines: string[] = [];
    const log = console.log;
    console.log = (line: string) => void lines.push(line);
    const code =
      "const c = require('child_process').spawn('sleep', ['60']); console.log('pid ' + c.pid); setInterval(() => {}, 1000)";
    supervisor.start(node("parent", code));
    await expect.poll(() => lines.at(0)).toContain("pid");
    console.log = log;
    const grandchild = Number(lines[0]?.split("pid ")[1]);
    expect(commandOf(grandchild)).toContain("sleep");
    await supervisor.stopAll();
    await expect.poll(() => commandOf(grandchild) ?? "").not.toContain("sleep");
    expect(() => supervisor.start(node("late", ""))).toThrow("late was not started");
  });
});
