import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { describeTakenPort, findFreePorts, findListeningInode, isFree, requireFreePorts } from "./ports.ts";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41234 1 0000000000000000 100 0 0 10 0
   1: 0100007F:0FA0 0100007F:0BB8 01 00000000:00000000 00:00000000 00000000     0        0 55555 1 0000000000000000 20 4 30 10 -1`;

const server = createServer();
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe("ports", () => {
  it("finds the listener in /proc/net/tcp, not a connection", () => {
    expect(findListeningInode(TABLE, 3000)).toBe("41234");
    expect(findListeningInode(TABLE, 4000)).toBeNull();
  });

  it("names the variable to change and the holder", () => {
    const wanted = { port: 3000, host: "127.0.0.1", variable: "PORT", purpose: "app" };
    expect(describeTakenPort(wanted, "node (process 7)")).toBe(
      "Port 3000 (app) is taken by node (process 7): stop that, or choose another one with PORT=3001.",
    );
  });

  it("passes over a row in which one port is taken", async () => {
    const first = await findFreePorts(2);
    await new Promise<void>((resolve) => server.listen(first + 1, "0.0.0.0", resolve));
    const picks = [first, first + 2];
    expect(await findFreePorts(2, () => picks.shift() ?? 0)).toBe(first + 2);
  });

  it("notices a taken port", async () => {
    const port = await findFreePorts(1);
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const wanted = { port, host: "127.0.0.1", variable: "PORT", purpose: "app" };
    expect(await isFree(wanted)).toBe(false);
    await expect(requireFreePorts([wanted])).rejects.toThrow(`Port ${port} (app) is taken`);
  });
});
