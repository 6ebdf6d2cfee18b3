import { findTlsProblem } from "./tls-problems";

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing answers there: the server is not running, or listens on another port or address.",
  ENOTFOUND: "There is no such name in the DNS.",
  EAI_AGAIN: "The name could not be looked up: the DNS gave no answer.",
  ECONNRESET: "The server closed the connection.",
  EHOSTUNREACH: "There is no way to this address from here.",
  ENETUNREACH: "There is no way to this address from here.",
  ETIMEDOUT: "The server did not take the connection in time. A firewall may be in between.",
  UND_ERR_CONNECT_TIMEOUT: "The server did not take the connection in time. A firewall may be in between.",
  UND_ERR_SOCKET: "The server closed the connection in the middle.",
};

/** What a code of the socket, of TLS or of undici means; null for one that is not known. */
export function meaningOfCode(code: string | null): string | null {
  if (code === null) return null;
  return BY_CODE[code] ?? findTlsProblem(code)?.meaning ?? null;
}

/** What to do about it. */
export function fixForCode(code: string | null): string {
  return (
    findTlsProblem(code)?.fix ??
    "Check that the server runs, that it listens on this address (llama.cpp and vLLM: --host and --port), and that a firewall lets this app through."
  );
}
