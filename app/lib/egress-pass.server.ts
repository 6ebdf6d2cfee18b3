import type { LookupFunction } from "node:net";
import { showHost } from "./egress-refused-error";
import type { EgressRule } from "./egress-rule";
import { egressState, refuseEgress } from "./egress-state.server";

const PASS = Symbol.for("inhouse.egress.pass");

/** Leave for one place, for whoever spreads it into the options of a connect or look-up; nobody else's connection may go there. */
export type EgressPass = { readonly [PASS]: object };

/** A pass for one rule, valid as long as someone holds it. */
export function issueEgressPass(rule: EgressRule): EgressPass {
  const token = Object.freeze({});
  egressState.passes.set(token, rule);
  return { [PASS]: token };
}

/** The rule of the pass in some options; null when there is a false one, undefined when there is none. */
export function ruleOfPass(options: object | null | undefined): EgressRule | null | undefined {
  if (!options || !(PASS in options)) return undefined;
  const token = options[PASS];
  return (typeof token === "object" && token && egressState.passes.get(token)) || null;
}

/** A look-up that fails as soon as one address of the name is not the rule's: what it answers is what is connected to. */
export function guardedLookup(rule: EgressRule, lookup: LookupFunction = egressState.lookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answer, family = 0) => {
      if (error) return callback(error, "");
      const found = typeof answer === "string" ? [{ address: answer, family }] : answer;
      // Copies, so that nothing can change between the check and the connect.
      const addresses = found.map((entry) => ({ address: String(entry.address), family: entry.family }));
      const [first] = addresses;
      const wrong = first ? addresses.find(({ address }) => !rule.isAddress(address)) : { address: "no address" };
      if (wrong || !first) return callback(refuseEgress("tcp", `${showHost(hostname)} at ${wrong?.address ?? ""}`), "");
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
