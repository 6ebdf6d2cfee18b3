import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { EgressRefusedError, type EgressApi } from "./egress-refused-error";
import type { EgressRule, SocketFileRule } from "./egress-rule";

/** What the lock knows; one for the process, because the web server's bundle and the pages' bundle hold a copy of this file each. */
type EgressState = {
  isLocked: boolean;
  rules: readonly EgressRule[];
  socketFiles: readonly SocketFileRule[];
  onRefusal: (error: EgressRefusedError) => void;
  /** Rules of passes, by the object that their holders carry. */
  readonly passes: WeakMap<object, EgressRule>;
  /** Node's own, from before it was locked. */
  readonly lookup: LookupFunction;
};

declare global {
  var inhouseEgress: EgressState | undefined;
}

export const egressState: EgressState = (globalThis.inhouseEgress ??= {
  isLocked: false,
  rules: [],
  socketFiles: [],
  onRefusal: () => undefined,
  passes: new WeakMap(),
  lookup,
});

/** The error for what is not on the list, after it was reported. */
export function refuseEgress(api: EgressApi, target: string): EgressRefusedError {
  const error = new EgressRefusedError(api, target);
  egressState.onRefusal(error);
  return error;
}
