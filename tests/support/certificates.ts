import forge from "node-forge";

const DAY_MS = 86_400_000;
const KEY_BITS = 2_048;

type Wish = {
  readonly altNames?: readonly ({ readonly ip: string } | { readonly dns: string })[];
  readonly validFromDays?: number;
  readonly validForDays?: number;
};

/** PEM of a certificate, with those that vouch for it behind it, and of its key. */
export type Issued = { readonly cert: string; readonly key: string };

export type Authority = {
  /** Its own certificate, for those who trust it. */
  readonly pem: string;
  /** A server's certificate; for 127.0.0.1 and a year unless told otherwise. */
  readonly issue: (wish?: Wish) => Issued;
  /** An authority below this one, whose chain is sent along unless it is left out. */
  readonly below: (wish: { readonly isSent: boolean }) => Authority;
};

type Signer = { readonly name: string; readonly key: forge.pki.rsa.PrivateKey; readonly chain: readonly string[] };

/** An authority of one's own. Its keys live as long as the test. */
export function makeAuthority(name = "Alder Works CA"): Authority {
  return toAuthority(name, null);
}

/** A certificate that only vouches for itself. */
export function makeSelfSigned(): Issued {
  const { cert, key } = certify("127.0.0.1", null, { isAuthority: false });
  return { cert, key: forge.pki.privateKeyToPem(key) };
}

function toAuthority(name: string, parent: Signer | null, isSent = false): Authority {
  const { cert: pem, key } = certify(name, parent, { isAuthority: true });
  const signer: Signer = { name, key, chain: [...(isSent ? [pem] : []), ...(parent?.chain ?? [])] };
  return {
    pem,
    issue: (wish) => {
      const { cert, key: own } = certify("models", signer, { isAuthority: false, ...wish });
      return { cert: [cert, ...signer.chain].join(""), key: forge.pki.privateKeyToPem(own) };
    },
    below: (wish) => toAuthority(`${name} 2`, signer, wish.isSent),
  };
}

function certify(name: string, signer: Signer | null, wish: Wish & { readonly isAuthority: boolean }) {
  const { publicKey, privateKey } = forge.pki.rsa.generateKeyPair(KEY_BITS);
  const { altNames = [{ ip: "127.0.0.1" }], validFromDays = -1, validForDays = 365, isAuthority } = wish;
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = `00${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(Date.now() + validFromDays * DAY_MS);
  certificate.validity.notAfter = new Date(certificate.validity.notBefore.getTime() + validForDays * DAY_MS);
  certificate.setSubject([{ name: "commonName", value: name }]);
  certificate.setIssuer([{ name: "commonName", value: signer?.name ?? name }]);
  certificate.setExtensions(
    isAuthority
      ? [
          { name: "basicConstraints", cA: true, critical: true },
          { name: "keyUsage", keyCertSign: true, critical: true },
        ]
      : [{ name: "subjectAltName", altNames: altNames.map(toAltName) }],
  );
  certificate.sign(signer?.key ?? privateKey, forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: privateKey };
}

/** Kinds of a subject's other names (RFC 5280, 4.2.1.6): 2 is a DNS name, 7 an address. */
const toAltName = (name: { readonly ip: string } | { readonly dns: string }) =>
  "ip" in name ? { type: 7, ip: name.ip } : { type: 2, value: name.dns };
