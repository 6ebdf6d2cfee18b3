import { BlockList, isIP } from "node:net";
import { env } from "~/env.server";
import { newId } from "~/lib/new-id";
import { deriveKey, hmacSha256 } from "~/lib/hmac.server";

const KEY_BYTES = 15;
/** The part of an IPv6 address that one household or device has (RFC 6177). */
const IPV6_NETWORK_GROUPS = 4;

/** Loopback, private, shared and link-local networks (RFC 6890): such an address is a proxy's or a developer's, never a visitor's own. */
const NOBODYS = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  NOBODYS.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  NOBODYS.addSubnet(network, bits, "ipv6");

let key: Uint8Array | undefined;

/**
 * A name for a visitor of one shop that says nothing of them: a keyed hash of their network address and the day, so that it cannot be turned
 * back, nor followed to another shop or another day. The address itself is not kept. Without an address of their own it is `earlier`, or a
 * random one that lasts as long as their session. It limits how much is asked; whoever forges addresses still meets the shop's limit.
 */
export function visitorKey(shopId: string, forwardedFor: string | null, earlier?: string, at = new Date()): string {
  const address = forwardedFor?.split(",")[0]?.trim() ?? "";
  if (!isOwn(address)) return earlier ?? newId();
  key ??= deriveKey(env.SHOPIFY_API_SECRET, "inhouse visitor key v1");
  const day = at.toISOString().slice(0, 10);
  const hash = hmacSha256(key, `${shopId}|${day}|${networkOf(address)}`);
  return Buffer.from(hash.subarray(0, KEY_BYTES)).toString("base64url");
}

/** The same for a logged-in customer: a keyed hash of their number in one shop. */
export function customerKey(shopId: string, customerId: string): string {
  key ??= deriveKey(env.SHOPIFY_API_SECRET, "inhouse visitor key v1");
  return Buffer.from(hmacSha256(key, `${shopId}|customer|${customerId}`).subarray(0, KEY_BYTES)).toString("base64url");
}

function isOwn(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !NOBODYS.check(address, family === 4 ? "ipv4" : "ipv6");
}

function networkOf(address: string): string {
  if (isIP(address) === 4) return address;
  // The URL parser writes an IPv6 address in its one short form (WHATWG URL, "IPv6 serializer").
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail = ""] = short.split("::");
  const [first, last] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - (first?.length ?? 0) - (last?.length ?? 0)) }, () => "0");
  return [...(first ?? []), ...(short.includes("::") ? zeros : []), ...(last ?? [])]
    .slice(0, IPV6_NETWORK_GROUPS)
    .join(":");
}
