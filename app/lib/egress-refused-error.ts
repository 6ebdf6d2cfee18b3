import { isIP } from "node:net";

export type EgressApi = "tcp" | "socket file" | "udp" | "name look-up";

const SHOWN_LABELS = 2;
const MAX_SHOWN_CHARS = 80;

/** A connection, datagram or name look-up that is not on the process's allow-list. */
export class EgressRefusedError extends Error {
  readonly code = "ERR_EGRESS_REFUSED";
  readonly api: EgressApi;

  constructor(api: EgressApi, target: string) {
    super(`outgoing ${api} to ${target} refused: it is not on this process's allow-list`);
    this.name = "EgressRefusedError";
    this.api = api;
  }
}

/** What a message may say of a host: an address whole, of a name its end only, because data can be sent out as the labels before it. */
export function showHost(host: string): string {
  if (isIP(host) !== 0) return host;
  const labels = host.split(".");
  const shown = labels.length > SHOWN_LABELS ? `*.${labels.slice(-SHOWN_LABELS).join(".")}` : host;
  return shown.replace(/[^\w.*-]/g, "?").slice(-MAX_SHOWN_CHARS);
}
