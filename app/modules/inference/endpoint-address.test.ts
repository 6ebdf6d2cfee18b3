import { describe, expect, it } from "vitest";
import { checkEndpointAddress, type CheckedAddress } from "./endpoint-address";
import { judgeAddress } from "./network-address";

const strict = { allowPrivate: false };
const lenient = { allowPrivate: true };

describe("checkEndpointAddress", () => {
  it.each([
    ["https://models.example.com", "https://models.example.com/v1"],
    ["https://models.example.com/", "https://models.example.com/v1"],
    ["https://models.example.com/v1/", "https://models.example.com/v1"],
    ["https://models.example.com:8443/openai/v1", "https://models.example.com:8443/openai/v1"],
    ["https://models.example.com/v1/chat/completions", "https://models.example.com/v1"],
  ])("brings %s into one form", (input, baseUrl) => {
    expect(checkEndpointAddress(input, strict)).toEqual({ ok: true, baseUrl });
  });

  it.each([
    "http://models.example.com/v1",
    "https://127.0.0.1/v1",
    "https://localhost/v1",
    "https://10.0.0.5",
    "https://192.168.1.1",
    "https://172.16.3.4",
    "https://[::1]/v1",
    "https://[fd12::1]/v1",
    "https://[::ffff:10.0.0.1]/v1",
    "https://0x7f000001/v1",
    "https://2130706433/v1",
    "https://0177.0.0.1/v1",
    "https://127.1/v1",
    "https://vllm/v1",
    "https://vllm.internal/v1",
    "https://100.64.0.1",
  ])("refuses %s without the operator's leave, allows it with", (input) => {
    expect(checkEndpointAddress(input, strict).ok).toBe(false);
    expect(checkEndpointAddress(input, lenient).ok).toBe(true);
  });

  it.each([
    "https://169.254.169.254/latest/meta-data",
    "https://0xa9fea9fe/",
    "https://2852039166/",
    "https://0251.0376.0251.0376/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[fe80::1]/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[2002:a9fe:a9fe::]/",
    "https://100.100.100.200/",
    "https://0.0.0.0/",
    "https://[::]/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://metadata.google.internal/",
    "ftp://models.example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user:pass@models.example.com/",
    "https://models.example.com/v1?x=1",
    "https://models.example.com/v1#x",
    "not an address",
    "",
  ])("always refuses %s", (input) => {
    expect(checkEndpointAddress(input, lenient)).toSatisfy(
      (result: CheckedAddress) => !result.ok && result.reason.endsWith("."),
    );
  });
});

describe("judgeAddress", () => {
  it.each([
    ["93.184.216.34", "public"],
    ["2606:2800:220:1::1", "public"],
    ["127.0.0.1", "private"],
    ["::1", "private"],
    ["::ffff:127.0.0.1", "private"],
    ["fe80::1%eth0", "forbidden"],
    ["example.com", "forbidden"],
  ])("%s is %s", (address, verdict) => {
    expect(judgeAddress(address)).toBe(verdict);
  });
});
