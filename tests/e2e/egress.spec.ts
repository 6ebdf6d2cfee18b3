import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const ALLOWED = new Set(["ERR_EGRESS_REFUSED", "ERR_ACCESS_DENIED", "ERR_DLOPEN_DISABLED"]);

for (const name of ["web", "worker"]) {
  test(`the ${name} process lets nothing out, whatever tries`, async () => {
    const pid = Number(find(name, /"egressProbePid":(\d+)/));
    process.kill(pid, "SIGUSR2");
    await expect(() => find(name, /"egressProbe":(\{.*\})\}/)).toPass();
    const results = Object.entries(JSON.parse(find(name, /"egressProbe":(\{.*\})\}/)) as Record<string, string>);
    expect(results.length).toBeGreaterThan(50);
    expect(results.filter(([, outcome]) => !ALLOWED.has(outcome))).toEqual([]);
    // What was refused is in the log, without what it carried.
    const refusals = readLog(name).filter((line) => line.includes("an outgoing connection was refused"));
    expect(refusals.length).toBeGreaterThan(40);
    expect(refusals.filter((line) => /secret\.exfil|q=secret/.test(line))).toEqual([]);
  });
}

function find(name: string, pattern: RegExp): string {
  const found = readLog(name)
    .flatMap((line) => pattern.exec(line)?.[1] ?? [])
    .at(-1);
  if (found === undefined) throw new Error(`the log of ${name} has no ${pattern}`);
  return found;
}

function readLog(name: string): string[] {
  return readFileSync(join(process.env["E2E_DATA_DIR"] ?? "", "logs", `${name}.log`), "utf8").split("\n");
}
