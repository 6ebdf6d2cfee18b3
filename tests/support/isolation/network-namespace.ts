import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { findProgram } from "../../../inference/find-program.ts";

const READY_MS = 10_000;
/**
 * Only the loopback device, and every address routed to it: a packet to anywhere has a way out and can be seen, but leads nowhere. The
 * addresses are of the ranges for documentation (RFC 5737, RFC 3849); a source address is needed before a packet is built.
 */
const SET_UP = [
  "ip link set lo up",
  "ip addr add 192.0.2.2/32 dev lo",
  "ip route add default dev lo",
  "(ip -6 addr add 2001:db8::2/128 dev lo nodad && ip -6 route add default dev lo) 2>/dev/null || true",
  "echo ready",
  "exec cat",
].join("\n");

export type Command = { readonly command: string; readonly args: readonly string[] };

export type NetworkNamespace = {
  /** The command that runs another one inside, as this user; with `asRoot` with the namespace's own powers. */
  readonly inside: (command: string, args: readonly string[], asRoot?: boolean) => Command;
  readonly close: () => void;
};

/** A network of its own for processes of this user. @returns why there is none, as one line, where that is not possible */
export async function openNetworkNamespace(): Promise<NetworkNamespace | string> {
  const missing = ["unshare", "nsenter", "ip"].filter((name) => findProgram(name) === null);
  if (missing.length > 0) return `there is no ${missing.join(" and no ")}`;
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const user = uid === 0 ? [] : ["--user", "--map-root-user"];
  const holder = spawn("unshare", [...user, "--net", "sh", "-ec", SET_UP], { stdio: ["pipe", "pipe", "pipe"] });
  const problem = await whenReady(holder);
  if (problem !== null) return problem;
  const enter = ["-t", String(holder.pid), "--net", ...(uid === 0 ? [] : ["--user", "--preserve-credentials"]), "--"];
  // Back to the own user id: PostgreSQL does not run as root, not even as the root of a namespace.
  const asUser = uid === 0 ? [] : ["unshare", "--user", `--map-user=${uid}`, `--map-group=${gid}`, "--"];
  return {
    inside: (command, args, asRoot = false) => ({
      command: "nsenter",
      args: [...enter, ...(asRoot ? [] : asUser), command, ...args],
    }),
    close: () => holder.stdin?.end(),
  };
}

async function whenReady(holder: ChildProcess): Promise<string | null> {
  let complaint = "";
  holder.stderr?.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const ready =
    holder.stdout && once(createInterface(holder.stdout), "line", { signal: AbortSignal.timeout(READY_MS) });
  const failed = once(holder, "close").then(() => Promise.reject(new Error(complaint.trim().split("\n")[0])));
  try {
    await Promise.race([ready, failed]);
    failed.catch(() => undefined);
    return null;
  } catch (error) {
    holder.kill();
    return `the system allows none: ${error instanceof Error ? error.message : String(error)}`;
  }
}
