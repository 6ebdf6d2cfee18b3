import { BlockList, isIP, isIPv4 } from "node:net";

export type AddressVerdict = "public" | "private" | "forbidden";

type Range = readonly [network: string, prefix: number];

/**
 * Nobody's model server: link-local with the clouds' metadata services, this host's wildcard, multicast, broadcast, segment routing, and tunnels
 * that carry an address of their own (IANA special-purpose registries). Beside link-local, metadata services are at 100.100.100.200 (Alibaba Cloud),
 * 168.63.129.16 (Azure), 192.0.0.192 (Oracle Cloud), and by IPv6 under fd00:ec2:: (AWS), fd20:ce:: (Google), fd00:c1:: (Oracle), fd00:42::
 * (Scaleway), fd00:a9fe:a9fe:: (Akamai).
 */
const FORBIDDEN: readonly Range[] = [
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["192.88.99.0", 24],
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 128],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
  ["fd00:ec2::", 32],
  ["fd20:ce::", 32],
  ["fd00:c1::", 32],
  ["fd00:42::", 32],
  ["fd00:a9fe:a9fe::", 48],
  ["64:ff9b:1::", 48],
  ["2001::", 32],
  ["100::", 64],
  ["5f00::", 16],
];
/** Networks of one's own: loopback, RFC 1918, RFC 6598, RFC 4193, documentation and test ranges. */
const PRIVATE: readonly Range[] = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["192.0.2.0", 24],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["::1", 128],
  ["fc00::", 7],
  ["2001:db8::", 32],
  ["2001:2::", 48],
  ["3fff::", 20],
];
/** Prefixes that end in an IPv4 address: mapped, translated, NAT64, compatible. They are judged by what they carry, as 6to4 and ISATAP are. */
const MAPPED = toBlockList([
  ["::ffff:0:0", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["::", 96],
]);
const SIX_TO_FOUR = toBlockList([["2002::", 16]]);
/** The middle of an ISATAP interface identifier, with and without its "universal" bit (RFC 5214, 6.1). */
const ISATAP = { marks: [0x0000, 0x0200], group: 0x5efe };

const forbidden = toBlockList(FORBIDDEN);
const ownNetworks = toBlockList(PRIVATE);

/** What kind of place an IP address is; anything that is no IP address is forbidden. */
export function judgeAddress(address: string): AddressVerdict {
  const plain = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (isIP(plain) === 0) return "forbidden";
  const family = isIPv4(plain) ? "ipv4" : "ipv6";
  const carried = family === "ipv6" && plain !== "::1" ? carriedIPv4(plain) : null;
  if (carried !== null) return judgeAddress(carried);
  if (forbidden.check(plain, family)) return "forbidden";
  return ownNetworks.check(plain, family) ? "private" : "public";
}

function carriedIPv4(address: string): string | null {
  const groups = expand(address);
  const isIsatap = ISATAP.marks.includes(groups[4] ?? -1) && groups[5] === ISATAP.group;
  if (isIsatap || MAPPED.check(address, "ipv6")) return toIPv4(groups[6] ?? 0, groups[7] ?? 0);
  return SIX_TO_FOUR.check(address, "ipv6") ? toIPv4(groups[1] ?? 0, groups[2] ?? 0) : null;
}

/** The eight groups of an IPv6 address; URL's serializer gives its shortest form (WHATWG URL, "IPv6 serializer"). */
function expand(address: string): number[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}

const toIPv4 = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join(".");

function toBlockList(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, isIPv4(network) ? "ipv4" : "ipv6");
  return list;
}
