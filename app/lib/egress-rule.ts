/** One place that the process may connect to, by TCP. */
export type EgressRule = {
  /** For the log. */
  readonly name: string;
  /** Whether it is this host: a name in lower case without a dot at its end, or an IP address without brackets. */
  readonly isHost: (host: string) => boolean;
  readonly port: number;
  /** Whether the host may have this IP address; asked at every connect, for every address that its name leads to. */
  readonly isAddress: (address: string) => boolean;
};

/** A Unix socket or named pipe that the process may connect to. */
export type SocketFileRule = { readonly name: string; readonly path: string };

/** A rule's host for one exact name or address. */
export function exactHost(host: string): (candidate: string) => boolean {
  const wanted = plainHost(host);
  return (candidate) => candidate === wanted;
}

/** The one form in which hosts are compared. A number or a shortened address stays what it is: no rule knows it. */
export function plainHost(host: string): string {
  const plain = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return plain.replace(/\.$/, "");
}

/** The rule for a host and port; its addresses are still to be judged. */
export function findRule(rules: readonly EgressRule[], host: string, port: number): EgressRule | undefined {
  return rules.find((rule) => rule.port === port && rule.isHost(host));
}
