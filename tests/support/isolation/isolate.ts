import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../../../inference/find-program.ts";
import { startCapture, type Capture } from "./capture.ts";
import { joinSockets } from "./join-sockets.ts";
import { openNetworkNamespace, type Command } from "./network-namespace.ts";

const RELAY = fileURLToPath(new URL("relay.ts", import.meta.url));

export type Isolation = {
  readonly inside: (command: string, args: readonly string[]) => Command;
  readonly capture: Capture;
  readonly close: () => Promise<void>;
};

/**
 * A network of its own for everything that Inhouse runs, with a capture of its packets. Tests and browser stay outside and reach the
 * `open` ports through Unix sockets, so every packet inside is one of ours.
 * @param ports the TCP ports that its processes listen on and may connect to
 * @returns why there is none, as one line, where the system does not have or allow what it needs
 */
export async function isolate(ports: readonly number[], open: readonly number[]): Promise<Isolation | string> {
  const python = findPython("3.9");
  if (python === null) return "there is no Python 3.9 or newer to watch packets with";
  const space = await openNetworkNamespace();
  if (typeof space === "string") return space;
  const capture = await startCapture(space, python, ports);
  const folder = mkdtempSync(join(tmpdir(), "inhouse-net-"));
  const relay = space.inside(process.execPath, [RELAY, folder, ...open.map(String)]);
  const relaying = spawn(relay.command, relay.args, { stdio: ["pipe", "inherit", "inherit"] });
  const doors = await Promise.all(open.map((port) => openDoor(port, join(folder, String(port)))));
  return {
    inside: space.inside,
    capture,
    async close() {
      for (const door of doors) door.close();
      relaying.stdin.end();
      space.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The port of this host that leads to the same port inside. */
function openDoor(port: number, socketFile: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const door = createServer((outer) => joinSockets(outer, connect(socketFile)));
    door.once("error", reject).listen(port, "127.0.0.1", () => resolve(door));
  });
}
