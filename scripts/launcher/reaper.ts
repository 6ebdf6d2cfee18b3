import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Knows the process groups that must not outlive the launcher, even one that is killed with SIGKILL. */
export type Reaper = {
  add(processGroup: number, signal: NodeJS.Signals): void;
  remove(processGroup: number): void;
};

/** Starts the small shell process of reaper.sh, in a session of its own so that Ctrl-C does not reach it. */
export function startReaper(): Reaper {
  const script = fileURLToPath(new URL("reaper.sh", import.meta.url));
  const child = spawn("sh", [script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.unref();
  return {
    add: (group, signal) => void child.stdin.write(`add ${signal.replace("SIG", "")} ${group}\n`),
    remove: (group) => void child.stdin.write(`remove ${group}\n`),
  };
}
