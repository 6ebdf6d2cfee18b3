import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { commandOf } from "./running-instance.ts";

const script = fileURLToPath(new URL("reaper.sh", import.meta.url));

it("ends the children of a launcher that is gone, and only those it still had", async () => {
  const sleepers = ["61", "62"].map((time) => spawn("sleep", [time], { detached: true, stdio: "ignore" }));
  const [ended, released] = sleepers.map((child) => child.pid ?? 0);
  const reaper = spawn("sh", [script], { stdio: ["pipe", "ignore", "ignore"] });
  reaper.stdin.end(`add TERM ${ended}\nadd TERM ${released}\nremove ${released}\n`);
  await new Promise((resolve) => reaper.once("exit", resolve));
  await expect.poll(() => sleepers[0]?.signalCode).toBe("SIGTERM");
  expect(commandOf(released ?? 0)).toContain("sleep 62");
  sleepers[1]?.kill();
});
