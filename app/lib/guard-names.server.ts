import dgram from "node:dgram";
import dns from "node:dns";
import { isIP } from "node:net";
import { showHost } from "./egress-refused-error";
import { ruleOfPass } from "./egress-pass.server";
import { plainHost } from "./egress-rule";
import { egressState, refuseEgress } from "./egress-state.server";

type AnyFunction = (...args: unknown[]) => unknown;

/** Every way to send a datagram, and to join a group, which sends one. */
const UDP = ["connect", "connectSync", "send", "sendto", "addMembership", "addSourceSpecificMembership"];
/** Each of these asks a name server at once, whatever the list says. */
const QUERY = /^(?:resolve\w*|reverse|lookupService)$/;

/** Lets only the list's names be looked up, because a name itself can carry data out; no other question to a name server, and no UDP. */
export function guardNames(): void {
  replace(
    dns,
    "lookup",
    judgeLookup((error, args) => callBack(error, args)),
  );
  replace(
    dns.promises,
    "lookup",
    judgeLookup((error) => Promise.reject(error)),
  );
  for (const home of [dns, dns.Resolver.prototype]) refuseQueries(home, callBack);
  for (const home of [dns.promises, dns.promises.Resolver.prototype])
    refuseQueries(home, (error) => Promise.reject(error));
  for (const name of UDP)
    replace(dgram.Socket.prototype, name, () => {
      throw refuseEgress("udp", "any address");
    });
}

type Answer = (error: Error, args: readonly unknown[]) => unknown;

function judgeLookup(refuse: Answer): (original: AnyFunction, args: unknown[]) => unknown {
  return (original, args) => {
    const [name, options] = args;
    if (isKnownName(name, options)) return original(...args);
    return refuse(refuseEgress("name look-up", showHost(String(name))), args);
  };
}

/** An address and `localhost` need no name server; neither does what is no name, which Node refuses or answers with nothing. */
function isKnownName(name: unknown, options: unknown): boolean {
  if (typeof name !== "string" || name === "") return true;
  const host = plainHost(name);
  if (isIP(host) !== 0 || host === "localhost") return true;
  const pass = typeof options === "object" ? ruleOfPass(options) : undefined;
  return (pass ? [pass] : egressState.rules).some((rule) => rule.isHost(host));
}

function refuseQueries(home: object, refuse: Answer): void {
  for (const name of Object.getOwnPropertyNames(home).filter((key) => QUERY.test(key)))
    replace(home, name, (_original, args) => refuse(refuseEgress("name look-up", showHost(String(args[0]))), args));
}

function callBack(error: Error, args: readonly unknown[]): void {
  const callback = args.at(-1);
  if (typeof callback !== "function") throw error;
  process.nextTick(() => void Reflect.apply(callback, undefined, [error]));
}

/** Puts `instead` before a function that stays what it was for everything but calls; for good. */
function replace(home: object, name: string, instead: (original: AnyFunction, args: unknown[]) => unknown): void {
  const original: unknown = Reflect.get(home, name);
  if (typeof original !== "function") return;
  const value: unknown = new Proxy(original, {
    apply: (target, self, args: unknown[]) =>
      instead((...passed) => Reflect.apply(target, self, passed) as unknown, args),
  });
  Object.defineProperty(home, name, { value, enumerable: true, writable: false, configurable: false });
}
