// Runs inside the namespace: hands connections to Unix sockets in a folder on to ports of 127.0.0.1, until standard input ends.
// Arguments: the folder, and the ports.
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { joinSockets } from "./join-sockets.ts";

const [folder = "", ...ports] = process.argv.slice(2);
for (const port of ports) {
  createServer((outer) => joinSockets(outer, connect(Number(port), "127.0.0.1"))).listen(join(folder, port));
}
process.stdin.resume().once("end", () => process.exit());
