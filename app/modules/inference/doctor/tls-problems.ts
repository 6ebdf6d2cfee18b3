/** What a code of TLS means, and what to do about it. */
type TlsProblem = { readonly meaning: string; readonly fix: string };

const TRUST =
  "For an authority of your own, start this app (and this command) with NODE_EXTRA_CA_CERTS, the path of a file with its certificate (docs/operations/model-servers.md). Or give the server a certificate of a public authority, for example from Let's Encrypt.";
const ENCRYPT =
  "Put a reverse proxy with a certificate in front of the server. In a private network that the operator has allowed, enter the address with http://.";

const UNKNOWN_AUTHORITY = {
  meaning: "The server's certificate comes from an authority that this app does not trust.",
  fix: TRUST,
};
const NO_TLS = { meaning: "The server does not speak TLS on this port.", fix: ENCRYPT };
const OLD_TLS = {
  meaning: "The server speaks only versions of TLS that are no longer safe.",
  fix: "Let the server, or the proxy in front of it, offer TLS 1.2 or 1.3.",
};
const WANTS_CERTIFICATE = {
  meaning: "The server refused the TLS handshake.",
  fix: "If it asks its callers for a certificate (mutual TLS), turn that off for this app and let the API key and the network guard it: this app has none to show. Otherwise let it offer TLS 1.2 or 1.3 with usual ciphers.",
};

/** By the codes of OpenSSL and Node (nodejs.org, "TLS: X509 certificate error codes"). */
const PROBLEMS: Readonly<Record<string, TlsProblem>> = {
  CERT_HAS_EXPIRED: {
    meaning: "The server's certificate has expired.",
    fix: "Renew the certificate, have the server or its proxy load the new one, and see to it that this happens by itself from now on.",
  },
  CERT_NOT_YET_VALID: {
    meaning: "The server's certificate is not valid yet.",
    fix: "Check the clocks of the server and of this machine, and the certificate's first day.",
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    meaning: "The server's certificate is for another name.",
    fix: "Enter the address with a name that the certificate holds, or give the server a certificate that holds the name or IP address that you enter.",
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    meaning: "The server's certificate is self-signed, so that nobody vouches for it.",
    fix: `To trust just this one, start this app (and this command) with NODE_EXTRA_CA_CERTS, the path of a file with the certificate. ${TRUST}`,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    meaning:
      "The server's certificate leads to no authority that this app trusts: it comes from an authority of your own, or the server leaves out the certificates between.",
    fix: `Let the server send its whole chain ("fullchain"). ${TRUST}`,
  },
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  ERR_SSL_UNSUPPORTED_PROTOCOL: OLD_TLS,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: OLD_TLS,
  "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE": WANTS_CERTIFICATE,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: WANTS_CERTIFICATE,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: WANTS_CERTIFICATE,
};

/** Null for what has nothing to do with TLS. */
export function findTlsProblem(code: string | null): TlsProblem | null {
  if (code === null) return null;
  const known = PROBLEMS[code];
  if (known) return known;
  return /CERT|SSL|TLS|SIGNATURE/.test(code) ? { meaning: `The connection failed (${code}).`, fix: TRUST } : null;
}
