import { isIPv6 } from "node:net";
import { spansOf, type PersonalSpan } from "./span";

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const IPV4 = new RegExp(String.raw`(?<![\p{L}\p{N}.]|:\/\/)(?:${OCTET}\.){3}${OCTET}(?![\p{L}\p{N}]|\.\d)`, "gu");
const IPV6 = /(?<![\p{L}\p{N}:.])(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\p{L}\p{N}:])/giu;
const MAC = /(?<![\p{L}\p{N}:-])[\da-f]{2}(?:[:-][\da-f]{2}){5}(?![\p{L}\p{N}:-])/giu;
const VERSION = /\b(?:v|ver|version|firmware|release)\.?\s?$/i;
const CUE_REACH_CHARS = 12;

/** Addresses of devices: IPv4, IPv6 and MAC. A version number of four parts is none. */
export function detectIps(text: string): PersonalSpan[] {
  const v4 = spansOf(text, IPV4, "IP", "ipv4").filter(
    ({ start }) => !VERSION.test(text.slice(Math.max(0, start - CUE_REACH_CHARS), start)),
  );
  if (!/[:-]/.test(text)) return v4;
  const v6 = spansOf(text, IPV6, "IP", "ipv6").filter(({ start, end }) => {
    const address = text.slice(start, end);
    return isIPv6(address) && /[\da-f]{2}/i.test(address);
  });
  return [...v4, ...v6, ...spansOf(text, MAC, "IP", "mac")];
}
