import { isIP } from "node:net";
import { judgeAddress } from "./network-address";

export type AddressPolicy = {
  /** The operator allows plain http and private networks. */
  readonly allowPrivate: boolean;
};

export type CheckedAddress =
  { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly reason: string };

const MAX_URL_CHARS = 500;
const METADATA_NAMES = /^(?:metadata(?:\.google\.internal)?|instance-data(?:\.ec2\.internal)?)\.?$/i;

/**
 * The base address of a model server in one form: no credentials, query or fragment, ending in `/v1`. Refuses
 * what can be refused before a name is resolved; `lockedFetch` checks the resolved addresses at each connect. Reasons are for the reader.
 */
export function checkEndpointAddress(input: string, policy: AddressPolicy): CheckedAddress {
  const text = input.trim();
  if (text.length > MAX_URL_CHARS || !URL.canParse(text))
    return refuse("Enter a whole address, for example https://models.example.com/v1.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refuse("The address must begin with https:// or http://.");
  if (url.username !== "" || url.password !== "")
    return refuse("Leave user name and password out of the address and use the API key field.");
  if (url.search !== "" || url.hash !== "") return refuse("Leave out everything after ? or # in the address.");
  const refusal = refuseHost(url, policy);
  if (refusal !== null) return refuse(refusal);
  const path = url.pathname.replace(/\/+$/, "").replace(/\/(?:chat\/completions|models)$/, "");
  return { ok: true, baseUrl: `${url.origin}${/\/v\d+$/.test(path) ? path : `${path}/v1`}` };
}

function refuseHost(url: URL, { allowPrivate }: AddressPolicy): string | null {
  // The URL parser has already turned decimal, octal, hexadecimal and shortened IPv4 forms into dotted ones (WHATWG URL, "IPv4 parser").
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocalName = /^localhost\.?$|\.localhost\.?$|\.local\.?$|\.internal\.?$/i.test(host) || !host.includes(".");
  const verdict = isIP(host) === 0 ? (isLocalName ? "private" : "public") : judgeAddress(host);
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
