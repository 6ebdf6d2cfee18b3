import { describe, expect, it } from "vitest";
import { checkEndpointAddress, type CheckedAddress } from "./endpoint-address";
import { judgeAddress } from "./network-address";

const strict = { allowPrivate: false };
const lenient = { allowPrivate: true };

describe("checkEndpointAddress", () => {
  it.each([
    ["https://models.example.com", "https://models.example.com/v1"],
    ["https://models.example.com/", "https://models.example.com/v1"],
    ["  https://models.example.com/v1/  ", "https://models.example.com/v1"],
    ["HTTPS://Models.Example.COM/v1//", "https://models.example.com/v1"],
    ["https://models.example.com:443/v1", "https://models.example.com/v1"],
    ["https://models.example.com:8443/openai/v1", "https://models.example.com:8443/openai/v1"],
    ["https://models.example.com/v1/chat/completions", "https://models.example.com/v1"],
    ["https://models.example.com/v1/models", "https://models.example.com/v1"],
    ["https://models.example.com/v2", "https://models.example.com/v2"],
    ["https://müller.example/v1", "https://xn--mller-kva.example/v1"],
    ["https://93.184.216.34/v1", "https://93.184.216.34/v1"],
    ["https://[2606:2800:220:1::1]:8000/v1", "https://[2606:2800:220:1::1]:8000/v1"],
  ])("brings %s into one form, which stays as it is", (input, baseUrl) => {
    expect(checkEndpointAddress(input, strict)).toEqual({ ok: true, baseUrl });
    expect(checkEndpointAddress(baseUrl, strict)).toEqual({ ok: true, baseUrl });
  });
});

/** Networks of one's own, in every way to write them. */
const PRIVATE = [
  ["plain http", "http://models.example.com/v1"],
  ["loopback", "https://127.0.0.1/v1"],
  ["loopback, another", "https://127.255.255.254/"],
  ["loopback, shortened", "https://127.1/v1"],
  ["documentation, the newer range", "https://[3fff::1]/"],
  ["benchmarks", "https://[2001:2::1]/"],
  ["loopback, hexadecimal", "https://0x7f000001/v1"],
  ["loopback, decimal", "https://2130706433/v1"],
  ["loopback, octal", "https://0177.0.0.1/v1"],
  ["loopback, one octal number", "https://017700000001/v1"],
  ["loopback, mixed", "https://0x7f.0.1/v1"],
  ["loopback, trailing dot", "https://127.0.0.1./v1"],
  ["loopback, circled digits", "https://①②⑦.0.0.1/v1"],
  ["loopback, full-width digits", "https://１２７.0.0.1/v1"],
  ["loopback, ideographic dots", "https://127。0。0。1/v1"],
  ["loopback, percent-encoded", "https://%31%32%37.0.0.1/v1"],
  ["loopback by IPv6", "https://[::1]/v1"],
  ["loopback by IPv6, written out", "https://[0:0:0:0:0:0:0:1]/v1"],
  ["loopback, IPv4-mapped", "https://[::ffff:127.0.0.1]/v1"],
  ["loopback, IPv4-compatible", "https://[::127.0.0.1]/v1"],
  ["loopback by NAT64", "https://[64:ff9b::7f00:1]/v1"],
  ["loopback by 6to4", "https://[2002:7f00:1::]/v1"],
  ["localhost", "https://localhost/v1"],
  ["localhost, upper case", "https://LOCALHOST/v1"],
  ["localhost, trailing dot", "https://localhost./v1"],
  ["localhost, circled letters", "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/v1"],
  ["below localhost", "https://models.localhost/v1"],
  ["localhost.localdomain", "https://localhost.localdomain/v1"],
  ["10/8", "https://10.0.0.5"],
  ["172.16/12", "https://172.31.255.255"],
  ["192.168/16", "https://192.168.1.1"],
  ["192.168/16, mapped in hexadecimal", "https://[::ffff:c0a8:101]"],
  ["carrier-grade NAT", "https://100.64.0.1"],
  ["benchmarking", "https://198.18.0.1"],
  ["unique local IPv6", "https://[fd12::1]/v1"],
  ["a single word", "https://vllm/v1"],
  ["mDNS", "https://gpu.local/v1"],
  [".internal", "https://vllm.internal/v1"],
  [".lan", "https://gpu.lan"],
  ["home.arpa", "https://gpu.home.arpa"],
  ["a cluster's service", "https://vllm.models.svc/v1"],
  ["a cluster's whole name", "https://vllm.models.svc.cluster.local/v1"],
] as const;

/** What nobody may enter, whatever the operator allows. */
const FORBIDDEN = [
  ["metadata", "https://169.254.169.254/latest/meta-data"],
  ["metadata, hexadecimal", "https://0xa9fea9fe/"],
  ["metadata, hexadecimal parts", "https://0xA9.0xFE.0xA9.0xFE/"],
  ["metadata, decimal", "https://2852039166/"],
  ["metadata, octal", "https://0251.0376.0251.0376/"],
  ["metadata, one octal number", "https://025177524776/"],
  ["metadata, octal with more zeros", "https://000251.0376.0251.0376/"],
  ["metadata, shortened to two", "https://169.16689662/"],
  ["metadata, shortened to three", "https://169.254.43518/"],
  ["metadata, mixed", "https://169.0xfe.0251.254/"],
  ["metadata, trailing dot", "https://169.254.169.254./"],
  ["metadata, full-width digits", "https://１６９.２５４.１６９.２５４/"],
  ["metadata, circled digits", "https://①⑥⑨.②⑤④.①⑥⑨.②⑤④/"],
  ["metadata, ideographic dots", "https://169。254。169。254/"],
  ["metadata, half-width dots", "https://169｡254｡169｡254/"],
  ["metadata, percent-encoded", "https://%31%36%39.254.169.254/"],
  ["metadata, soft hyphen inside", "https://169.254.169\u00ad.254/"],
  ["metadata, tab inside", "https://169.254.\t169.254/"],
  ["metadata, backslashes", "https:\\\\169.254.169.254/"],
  ["metadata, without slashes", "https:169.254.169.254/"],
  ["metadata, three slashes", "https:///169.254.169.254/"],
  ["metadata, IPv4-mapped", "https://[::ffff:169.254.169.254]/"],
  ["metadata, mapped in hexadecimal", "https://[::ffff:a9fe:a9fe]/"],
  ["metadata, mapped and written out", "https://[0:0:0:0:0:ffff:a9fe:a9fe]/"],
  ["metadata, IPv4-compatible", "https://[::a9fe:a9fe]/"],
  ["metadata, IPv4-translated", "https://[::ffff:0:169.254.169.254]/"],
  ["metadata by NAT64", "https://[64:ff9b::a9fe:a9fe]/"],
  ["metadata by local NAT64", "https://[64:ff9b:1::a9fe:a9fe]/"],
  ["segment routing", "https://[5f00::1]/"],
  ["metadata by 6to4", "https://[2002:a9fe:a9fe::]/"],
  ["metadata by ISATAP", "https://[2606:2800::5efe:a9fe:a9fe]/"],
  ["metadata by ISATAP, universal", "https://[2606:2800::200:5efe:169.254.169.254]/"],
  ["Teredo", "https://[2001:0:a9fe:a9fe::1]/"],
  ["containers' credentials", "https://169.254.170.2/v2/credentials"],
  ["AWS by IPv6", "https://[fd00:ec2::254]/"],
  ["AWS by IPv6, written out", "https://[fd00:0ec2:0000:0000:0000:0000:0000:0254]/"],
  ["Google by IPv6", "https://[fd20:ce::254]/"],
  ["Oracle by IPv6", "https://[fd00:c1::a9fe:a9fe]/"],
  ["Scaleway by IPv6", "https://[fd00:42::42]/"],
  ["Azure", "https://168.63.129.16/"],
  ["Azure, decimal", "https://2822734096/"],
  ["Azure, mapped", "https://[::ffff:168.63.129.16]/"],
  ["Alibaba Cloud", "https://100.100.100.200/"],
  ["Alibaba Cloud, hexadecimal", "https://0x646464c8/"],
  ["Oracle Cloud", "https://192.0.0.192/"],
  ["Google's name", "https://metadata.google.internal/"],
  ["Google's name, upper case", "https://METADATA.google.internal/"],
  ["Google's name, trailing dot", "https://metadata.google.internal./"],
  ["Google's name, ideographic dots", "https://metadata。google。internal/"],
  ["Google's name, percent-encoded", "https://metadata%2egoogle%2einternal/"],
  ["Google's short names", "https://metadata/"],
  ["Google's other name", "https://metadata.goog/"],
  ["AWS's name", "https://instance-data.ec2.internal/"],
  ["Tencent's name", "https://metadata.tencentyun.com/"],
  ["this host", "https://0.0.0.0/"],
  ["this host, shortened", "https://0/"],
  ["this host, hexadecimal", "https://0x0/"],
  ["this network", "https://0.1.2.3/"],
  ["this host by IPv6", "https://[::]/"],
  ["this host, mapped", "https://[::ffff:0.0.0.0]/"],
  ["link-local IPv6", "https://[fe80::1]/"],
  ["link-local IPv6 with a zone", "https://[fe80::1%25eth0]/"],
  ["loopback with a zone", "https://[::1%25lo]/"],
  ["site-local IPv6", "https://[fec0::1]/"],
  ["multicast", "https://224.0.0.1/"],
  ["multicast by IPv6", "https://[ff02::1]/"],
  ["broadcast", "https://255.255.255.255/"],
  ["reserved", "https://250.0.0.1/"],
  ["6to4 relay", "https://192.88.99.1/"],
  ["user and password", "https://user:pass@models.example.com/"],
  ["an empty user", "https://@models.example.com/"],
  ["an address as the user", "https://models.example.com@169.254.169.254/"],
  ["a port as the password", "https://169.254.169.254:80@models.example.com/"],
  ["a backslash before @", "https://models.example.com\\@169.254.169.254/"],
  ["a query", "https://models.example.com/v1?x=1"],
  ["an empty query", "https://models.example.com/v1?"],
  ["a fragment", "https://models.example.com/v1#x"],
  ["an empty fragment", "https://models.example.com/#"],
  ["a fragment before @", "https://models.example.com#@169.254.169.254/"],
  ["SSH", "https://models.example.com:22/"],
  ["SMTP", "https://models.example.com:25/"],
  ["SMTP submission", "https://models.example.com:587/"],
  ["MySQL", "https://models.example.com:3306/"],
  ["PostgreSQL", "https://127.0.0.1:5432/"],
  ["Redis", "http://127.0.0.1:6379/"],
  ["Memcached", "http://127.0.0.1:11211/"],
  ["MongoDB", "https://models.example.com:27017/"],
  ["Elasticsearch", "http://10.0.0.2:9200/"],
  ["Docker", "http://127.0.0.1:2375/"],
  ["etcd", "http://127.0.0.1:2379/"],
  ["Kubernetes' nodes", "https://10.0.0.2:10250/"],
  ["a port that is none", "https://models.example.com:99999/"],
  ["ftp", "ftp://models.example.com/"],
  ["file", "file:///etc/passwd"],
  ["gopher", "gopher://127.0.0.1:6379/_x"],
  ["unix", "unix:///var/run/docker.sock"],
  ["data", "data:text/plain,x"],
  ["javascript", "javascript:alert(1)"],
  ["websocket", "wss://models.example.com/"],
  ["a host alone", "models.example.com/v1"],
  ["no scheme", "//models.example.com/v1"],
  ["a null byte", "https://169.254.169.254%00.example.com/"],
  ["a line break", "https://models.example.com/\r\nHost: x"],
  ["a zero-width space", "https://models\u200b.example.com/"],
  ["no address", "not an address"],
  ["nothing", ""],
  ["far too long", `https://models.example.com/${"a".repeat(600)}`],
] as const;

const reasonOf = (checked: CheckedAddress) => (checked.ok ? `allowed as ${checked.baseUrl}` : checked.reason);

describe("what is refused", () => {
  it.each(PRIVATE)("without the operator's leave: %s, %s", (_name, address) => {
    expect(reasonOf(checkEndpointAddress(address, strict))).toMatch(/\.$/);
    expect(checkEndpointAddress(address, lenient).ok).toBe(true);
  });

  it.each(FORBIDDEN)("always: %s, %s", (_name, address) => {
    for (const policy of [strict, lenient]) expect(reasonOf(checkEndpointAddress(address, policy))).toMatch(/\.$/);
  });
});

describe("judgeAddress", () => {
  it.each([
    ["93.184.216.34", "public"],
    ["2606:2800:220:1::1", "public"],
    ["127.0.0.1", "private"],
    ["::1", "private"],
    ["::ffff:127.0.0.1", "private"],
    ["64:ff9b::5db8:d822", "public"],
    ["fe80::1%eth0", "forbidden"],
    ["example.com", "forbidden"],
    ["", "forbidden"],
  ])("%s is %s", (address, verdict) => {
    expect(judgeAddress(address)).toBe(verdict);
  });
});
