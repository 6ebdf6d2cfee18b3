import type * as dns from "node:dns";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createLockedFetch } from "./locked-fetch.server";

type Callback = (error: Error | null, addresses: { address: string; family: number }[]) => void;

const answers = vi.hoisted((): string[] => []);

vi.mock("node:dns", async (original) => ({
  ...(await original<typeof dns>()),
  lookup: (_name: string, _options: object, callback: Callback) => {
    const address = answers.shift() ?? "";
    callback(null, [{ address, family: address.includes(":") ? 6 : 4 }]);
  },
}));

let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  if (request.url === "/away") return response.writeHead(307, { location: "http://169.254.169.254/" }).end();
  return response.writeHead(200, { connection: "close" }).end("ok");
});
let port = 0;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form (nodejs.org, "server.address()").
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

describe("a name that was checked before", () => {
  it.each(["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "0.0.0.0", "64:ff9b::a9fe:a9fe"])(
    "is refused at the connect at which it leads to %s",
    async (address) => {
      const origin = `http://models.example.com:${port}`;
      const { fetch, close } = createLockedFetch(origin, { allowPrivate: true });
      answers.push("127.0.0.1", address);
      expect((await fetch(`${origin}/`)).status).toBe(200);
      const before = requests;
      await expect(fetch(`${origin}/`)).rejects.toThrow();
      expect(requests).toBe(before);
      await close();
    },
  );

  it("is refused at 127.0.0.1 without the operator's leave", async () => {
    const origin = `http://models.example.com:${port}`;
    const { fetch, close } = createLockedFetch(origin, { allowPrivate: false });
    answers.push("127.0.0.1");
    await expect(fetch(`${origin}/`)).rejects.toThrow();
    await close();
  });
});

it("follows no redirect and reaches no other origin", async () => {
  const origin = `http://127.0.0.1:${port}`;
  const { fetch, close } = createLockedFetch(origin, { allowPrivate: true });
  await expect(fetch(`${origin}/away`)).rejects.toThrow();
  await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow();
  await expect(fetch("http://169.254.169.254/")).rejects.toThrow();
  await close();
});
