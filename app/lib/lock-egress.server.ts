import { syncBuiltinESMExports } from "node:module";
import type { EgressRefusedError } from "./egress-refused-error";
import type { EgressRule, SocketFileRule } from "./egress-rule";
import { egressState } from "./egress-state.server";
import { guardNames } from "./guard-names.server";
import { guardSockets } from "./guard-sockets.server";

export type EgressList = {
  readonly rules: readonly EgressRule[];
  readonly socketFiles: readonly SocketFileRule[];
  readonly onRefusal: (error: EgressRefusedError) => void;
};

/**
 * Closes the process: from here on no connection, datagram or name look-up leaves it that is not on the list, whatever opens it. The list
 * is empty until `openEgress`. Cannot be undone; a second call does nothing.
 */
export function lockEgress(): void {
  if (egressState.isLocked) return;
  egressState.isLocked = true;
  guardSockets();
  guardNames();
  // ES modules see what was put in place (nodejs.org, module.syncBuiltinESMExports).
  syncBuiltinESMExports();
}

/** Sets the list, once. @throws Error the second time. */
export function openEgress({ rules, socketFiles, onRefusal }: EgressList): void {
  if (Object.isFrozen(egressState.rules)) throw new Error("the list of outgoing connections is set already");
  Object.assign(egressState, { rules: Object.freeze([...rules]), socketFiles: [...socketFiles], onRefusal });
}
