import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { NetworkNamespace } from "./network-namespace.ts";

const SCRIPT = fileURLToPath(new URL("capture.py", import.meta.url));
/** How long a packet may take from the kernel to our list. */
const SETTLE_MS = 500;

const Line = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ protocol: z.number(), target: z.string(), ports: z.array(z.number()) }),
  z.object({ seen: z.number(), lost: z.number() }),
]);
type Stray = Extract<z.infer<typeof Line>, { target: string }>;

export type CaptureResult = { readonly seen: number; readonly lost: number; readonly strays: readonly Stray[] };

export type Capture = {
  /** Packets so far that went anywhere but to the allowed ports of this host. */
  readonly strays: () => Promise<readonly Stray[]>;
  readonly finish: () => Promise<CaptureResult>;
};

/** Sends one datagram and two connection attempts from inside, each to an address that nobody has. */
const SELF_CHECK = `
import socket
for family, kind, address in ((2, 2, "198.51.100.1"), (2, 1, "198.51.100.2"), (2, 2, "127.0.0.53")):
    s = socket.socket(family, kind); s.settimeout(0.2)
    try: s.connect((address, 53)); s.send(b"x")
    except OSError: pass
`;
const SELF_CHECK_TARGETS = ["198.51.100.1", "198.51.100.2", "127.0.0.53"];

/**
 * Watches all packets of a namespace, after it has shown that it sees one that should not be: a datagram, a connection attempt, and a
 * question to a name server on this host.
 * @throws Error when it does not see them
 */
export async function startCapture(
  space: NetworkNamespace,
  python: string,
  ports: readonly number[],
): Promise<Capture> {
  const { command, args } = space.inside(python, [SCRIPT, ports.join(",")], true);
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines: z.infer<typeof Line>[] = [];
  const reader = createInterface(child.stdout);
  reader.on("line", (line) => lines.push(Line.parse(JSON.parse(line))));
  await Promise.race([once(reader, "line"), once(child, "close").then(() => Promise.reject(new Error("no capture")))]);
  const all = () => lines.filter((line): line is Stray => "target" in line);
  await checkItself(space, python, all);
  const ownStrays = all().length;
  const strays = () => all().slice(ownStrays);
  return {
    strays: () => sleep(SETTLE_MS).then(strays),
    async finish() {
      await sleep(SETTLE_MS);
      child.stdin.end();
      await once(reader, "close");
      const total = lines.find((line) => "seen" in line);
      if (!total) throw new Error("the packet capture ended before its time");
      return { ...total, strays: strays() };
    },
  };
}

async function checkItself(space: NetworkNamespace, python: string, strays: () => Stray[]): Promise<void> {
  const { command, args } = space.inside(python, ["-c", SELF_CHECK], true);
  await once(spawn(command, args, { stdio: "ignore" }), "close");
  await sleep(SETTLE_MS);
  const unseen = SELF_CHECK_TARGETS.filter((target) => !strays().some((stray) => stray.target === target));
  if (unseen.length > 0) throw new Error(`the packet capture did not see packets to ${unseen.join(", ")}`);
}
