import diagnostics from "node:diagnostics_channel";
import { TLSSocket } from "node:tls";
import { z } from "zod";
import { askPage } from "./ask-page.server";
import { fixForCode } from "./connection-codes";
import { errorCode, explainError, isRedirect, isTimeout } from "./explain-error";
import type { Finding, Visit } from "./visit";

const SOON_DAYS = 14;
const DAY_MS = 86_400_000;
/** undici's own event (undici, docs/api/DiagnosticsChannel.md); it tells which socket carries a request. */
const CHANNEL = "undici:client:sendHeaders";
const Sent = z.object({ request: z.object({ origin: z.coerce.string(), path: z.string() }), socket: z.unknown() });

/** What a server that closes the connection at once may mean by it. */
const CLOSED_FIXES = {
  "http:": "If the server speaks TLS, enter its address with https://. ",
  "https:": "If the server asks its callers for a certificate (mutual TLS), turn that off: this app has none to show. ",
} as const;

type Certificate = { readonly protocol: string | null; readonly expiresAt: Date | null };

/** Whether a connection can be made at all, and whether it is encrypted by a certificate that can be trusted. */
export async function checkTls(visit: Visit): Promise<Finding> {
  const { origin, protocol } = new URL(visit.endpoint.baseUrl);
  const pathname = `/doctor-${crypto.randomUUID()}`;
  const watch = watchCertificate(origin, pathname);
  try {
    await askPage(visit, `${origin}${pathname}`, { key: "none" });
  } catch (error) {
    // Who sends us elsewhere has been reached; the next check says where that is in the way.
    if (!isRedirect(error)) return describeFailure(error, protocol);
  } finally {
    watch.stop();
  }
  if (protocol === "https:") return describeCertificate(watch.seen());
  const { network } = visit.facts;
  const facts = { reachable: true };
  if (network === "machine")
    return { result: "pass", detail: "Not encrypted, but nothing leaves this machine.", facts };
  const isPublic = network === "public";
  return {
    result: isPublic ? "fail" : "warn",
    detail: `Prompts and answers travel in the clear${isPublic ? " over the internet" : " inside your private network"}.`,
    fix: "Put a reverse proxy with a certificate in front of the server and enter its https address.",
    facts,
  };
}

function watchCertificate(origin: string, path: string): { seen: () => Certificate | null; stop: () => void } {
  let certificate: Certificate | null = null;
  const onSend = (message: unknown) => {
    const sent = Sent.safeParse(message).data;
    if (sent?.request.path !== path || new URL(sent.request.origin).origin !== origin) return;
    if (!(sent.socket instanceof TLSSocket)) return;
    const { valid_to: until } = sent.socket.getPeerCertificate();
    certificate = { protocol: sent.socket.getProtocol(), expiresAt: until ? new Date(until) : null };
  };
  diagnostics.subscribe(CHANNEL, onSend);
  return { seen: () => certificate, stop: () => diagnostics.unsubscribe(CHANNEL, onSend) };
}

function describeCertificate(certificate: Certificate | null): Finding {
  const facts = { reachable: true };
  const expiresAt = certificate?.expiresAt ?? null;
  const how = `Encrypted${certificate?.protocol ? ` with ${certificate.protocol}` : ""}, by a certificate that this app trusts`;
  if (expiresAt === null) return { result: "pass", detail: `${how}.`, facts };
  const until = `${how}; it is valid until ${expiresAt.toISOString().slice(0, 10)}.`;
  if (expiresAt.getTime() - Date.now() > SOON_DAYS * DAY_MS) return { result: "pass", detail: until, facts };
  return { result: "warn", detail: until, fix: "Renew the certificate before that day.", facts };
}

function describeFailure(error: unknown, protocol: string): Finding {
  const code = errorCode(error) ?? "";
  return {
    result: "fail",
    detail: explainError(error),
    fix: fixFor(code, protocol),
    facts: isTimeout(error) && code === "" ? {} : { reachable: false },
  };
}

function fixFor(code: string, protocol: string): string {
  const closed = code === "UND_ERR_SOCKET" || code === "ECONNRESET";
  return `${closed ? CLOSED_FIXES[protocol === "https:" ? "https:" : "http:"] : ""}${fixForCode(code)}`;
}
