import net, { isIP, type LookupFunction } from "node:net";
import { showHost, type EgressRefusedError } from "./egress-refused-error";
import { guardedLookup, ruleOfPass } from "./egress-pass.server";
import { findRule, plainHost, type EgressRule } from "./egress-rule";
import { egressState, refuseEgress } from "./egress-state.server";

type Options = {
  readonly path?: unknown;
  readonly host?: unknown;
  readonly port?: unknown;
  readonly lookup?: LookupFunction | undefined;
};
type Callback = () => void;

/**
 * Puts the list before `net.Socket.prototype.connect`. Everything in Node that opens a TCP connection or a Unix socket ends there: net, tls,
 * http, https, http2, fetch, WebSocket, EventSource and undici (nodejs.org, lib/net.js of 24.21).
 */
export function guardSockets(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- the proxy hands the socket on
  const connect = new Proxy(net.Socket.prototype.connect, {
    apply(target, socket: net.Socket, args: unknown[]) {
      const [options, callback] = readArguments(args);
      const judged = judge(options);
      return Reflect.apply(target, socket, callback ? [judged, callback] : [judged]) as net.Socket;
    },
  });
  Object.defineProperty(net.Socket.prototype, "connect", { value: connect, writable: false, configurable: false });
}

/** connect(options), connect(path), connect(port, host), each with a callback; Node's own callers pass [options, callback]. */
function readArguments(args: readonly unknown[]): [Options, Callback | undefined] {
  const [first, second] = args;
  if (Array.isArray(first)) return readArguments(first);
  const callback = args.findLast((arg): arg is Callback => typeof arg === "function");
  if (typeof first === "object" && first !== null) return [first, callback];
  const isPath = typeof first === "string" && !(Number(first) >= 0);
  if (isPath) return [{ path: first }, callback];
  return [{ port: first, ...(typeof second === "string" && { host: second }) }, callback];
}

/** Options of our own that hold what was judged, each read once; a refused connection fails as one whose name is unknown. */
function judge(options: Options): object {
  const { path, host: name, port: wanted } = options;
  if (path) return judgeSocketFile(options, path);
  const host = plainHost(typeof name === "string" && name !== "" ? name : "localhost");
  const port = Number(wanted);
  const pass = ruleOfPass(options);
  const rule = findRule(pass === undefined ? egressState.rules : pass ? [pass] : [], host, port);
  const isAllowed = rule && (isIP(host) === 0 || rule.isAddress(host));
  if (!isAllowed) return failing(refuseEgress("tcp", `${showHost(host)}:${port}`));
  return { ...options, path: undefined, host, port, lookup: lookupOf(rule, options) };
}

function lookupOf(rule: EgressRule, { lookup }: Options): LookupFunction {
  return typeof lookup === "function" ? guardedLookup(rule, lookup) : guardedLookup(rule);
}

function judgeSocketFile(options: Options, path: unknown): object {
  const isListed = egressState.socketFiles.some((rule) => rule.path === path);
  return isListed ? { ...options, path } : failing(refuseEgress("socket file", "a path"));
}

/** Clients are prepared for a name that cannot be resolved; an error at once would reach some before they listen. */
function failing(error: EgressRefusedError): object {
  const lookup: LookupFunction = (_host, _options, callback) => void setImmediate(() => callback(error, ""));
  return { host: "refused.invalid", port: 1, lookup };
}
