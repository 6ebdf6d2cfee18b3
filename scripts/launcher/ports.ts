import { randomInt } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { LaunchError } from "./launch-error.ts";
import { commandOf } from "./running-instance.ts";

const SHOWN_COMMAND_CHARS = 80;
const FREE_PORTS = { from: 20_000, to: 32_768 };
const FREE_PORT_ATTEMPTS = 100;

export type WantedPort = { port: number; host: string; variable: string; purpose: string };

/**
 * Checks that every port is free.
 * @throws {LaunchError} naming all taken ports, their holders where known, and the variables to change.
 */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  const taken = (await Promise.all(wanted.map(async (item) => ((await isFree(item)) ? [] : [item])))).flat();
  const [first, ...others] = taken.map((item) => describeTakenPort(item, findPortHolder(item.port)));
  if (first) throw new LaunchError(first, others);
}

/** One line for a taken port. */
export function describeTakenPort({ port, variable, purpose }: WantedPort, holder: string | null): string {
  const by = holder ? `is taken by ${holder}` : "is taken";
  return `Port ${port} (${purpose}) ${by}: stop that, or choose another one with ${variable}=${port + 1}.`;
}

/** True when the port can be listened on. */
export function isFree({ port, host }: Pick<WantedPort, "port" | "host">): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The first of `count` ports in a row that are free, from below the range that systems hand out to outgoing
 * connections (32768 and up on Linux), so that nobody is given one before it is listened on.
 */
export async function findFreePorts(
  count: number,
  pick: (min: number, max: number) => number = randomInt,
): Promise<number> {
  for (let attempt = 0; attempt < FREE_PORT_ATTEMPTS; attempt++) {
    const first = pick(FREE_PORTS.from, FREE_PORTS.to - count);
    const row = Array.from({ length: count }, (_, index) => ({ port: first + index, host: "127.0.0.1" }));
    if ((await Promise.all(row.map(isFree))).every(Boolean)) return first;
  }
  throw new LaunchError(`No ${count} free ports in a row between ${FREE_PORTS.from} and ${FREE_PORTS.to}.`);
}

/** `command (process 123)` of the process that listens on a port; null where Linux's /proc cannot tell. */
export function findPortHolder(port: number): string | null {
  try {
    const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFileSync(file, "utf8")).join("\n");
    const inode = findListeningInode(tables, port);
    return inode && findProcessOfSocket(inode);
  } catch {
    return null;
  }
}

/** Socket inode of the listener on a port in the text of /proc/net/tcp (see proc_net_tcp in the kernel's docs). */
export function findListeningInode(table: string, port: number): string | null {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  for (const line of table.split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (fields[1]?.endsWith(`:${hex}`) && fields[3] === "0A") return fields[9] ?? null;
  }
  return null;
}

function findProcessOfSocket(inode: string): string | null {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const holds = readdirSync(`/proc/${pid}/fd`).some(
        (fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`,
      );
      if (holds) return `${(commandOf(Number(pid)) ?? "").trim().slice(0, SHOWN_COMMAND_CHARS)} (process ${pid})`;
    } catch {
      // The process ended meanwhile, or belongs to someone else.
    }
  }
  return null;
}
