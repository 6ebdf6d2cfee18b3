import { isIP } from "node:net";
import { judgeAddress } from "./network-address";

export type AddressPolicy = {
  /** The operator allows plain http and private networks. */
  readonly allowPrivate: boolean;
};

export type CheckedAddress =
  { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly reason: string };

const MAX_URL_CHARS = 500;
const METADATA_NAMES =
  /^(?:metadata(?:\.google\.internal|\.goog|\.azure\.internal|\.tencentyun\.com|\.packet\.net)?|instance-data(?:\.ec2\.internal)?)\.?$/i;
/** Names that only a network of one's own resolves (RFC 6761, RFC 6762, RFC 8375, ICANN's reserved "internal", and usual ones). */
const LOCAL_NAMES =
  /^[^.]+\.?$|(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|svc)\.?$/i;
/**
 * Ports of services that could be made to do something by a web request: SSH, mail, DNS, directories, databases, caches, Docker, etcd,
 * Kubernetes (IANA's service names, and the WHATWG fetch standard's "bad port").
 */
const FOREIGN_PORTS = new Set(
  [
    "20 21 22 23 25 53 69 110 111 119 123 135 137 139 143 161 179 389 427 445 465 512 513 514 515 587 636 873 993 995 1433 1521 2049 2181",
    "2375 2376 2379 2380 3306 3389 4190 5432 5433 5672 5900 5984 6000 6379 6380 6443 6566 6667 7000 7199 9042 9092 9200 9300 10250 10255",
    "11211 15672 27017 27018 28015 50000",
  ].flatMap((line) => line.split(" ")),
);
/** Written so, a reader and a parser may see two different hosts. */
const AMBIGUOUS = /[\\\s\p{Cc}\p{Cf}]|^[a-z+.-]+:(?!\/\/[^/])/iu;

/**
 * The base address of a model server in one form: no credentials, query or fragment, ending in `/v1`. Refuses
 * what can be refused before a name is resolved; `lockedFetch` checks the resolved addresses at each connect. Reasons are for the reader.
 */
export function checkEndpointAddress(input: string, policy: AddressPolicy): CheckedAddress {
  const text = input.trim();
  if (text.length > MAX_URL_CHARS || !URL.canParse(text) || AMBIGUOUS.test(text))
    return refuse("Enter a whole address, for example https://models.example.com/v1.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refuse("The address must begin with https:// or http://.");
  if (/^[^/]*\/\/[^/]*@/.test(text))
    return refuse("Leave user name and password out of the address and use the API key field.");
  if (/[?#]/.test(text)) return refuse("Leave out everything after ? or # in the address.");
  if (FOREIGN_PORTS.has(url.port))
    return refuse(`Port ${url.port} belongs to another kind of service. Let the model server listen on another port.`);
  const refusal = refuseHost(url, policy);
  if (refusal !== null) return refuse(refusal);
  const path = url.pathname.replace(/\/+$/, "").replace(/\/(?:chat\/completions|models)$/, "");
  return { ok: true, baseUrl: `${url.origin}${/\/v\d+$/.test(path) ? path : `${path}/v1`}` };
}

function refuseHost(url: URL, { allowPrivate }: AddressPolicy): string | null {
  // The URL parser has already turned decimal, octal, hexadecimal and shortened IPv4 forms into dotted ones (WHATWG URL, "IPv4 parser").
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const verdict = isIP(host) === 0 ? (LOCAL_NAMES.test(host) ? "private" : "public") : judgeAddress(host);
  if (verdict === "forbidden" || METADATA_NAMES.test(host))
    return "This address belongs to the network's own machinery and can never be a model server.";
  if (allowPrivate) return null;
  if (verdict === "private")
    return "This address is in a private network. The operator of this app has to allow that with INFERENCE_ALLOW_PRIVATE.";
  return url.protocol === "http:" ? "Use https, so that prompts are encrypted on their way." : null;
}

function refuse(reason: string): CheckedAddress {
  return { ok: false, reason };
}
