import { describe, expect, it } from "vitest";
import { listEgress } from "./egress.server";
import { parseEnv } from "./env.server";
import { findRule } from "./lib/egress-rule";

const BASE = {
  SHOPIFY_APP_URL: "https://app.example",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SCOPES: "read_products",
  DATABASE_URL: "postgresql://inhouse@db.internal:6432/inhouse",
  VAULT_KEY_FILE: "/none",
};

const list = (settings: Record<string, string> = {}) => listEgress(parseEnv({ ...BASE, ...settings }));

/** Whether a connect to the host may end at the address. */
function allows(host: string, port: number, address: string, settings: Record<string, string> = {}): boolean {
  return findRule(list(settings).rules, host, port)?.isAddress(address) ?? false;
}

describe("listEgress", () => {
  it.each([
    ["demo.myshopify.com", 443, "23.227.38.74"],
    ["storage.googleapis.com", 443, "142.250.1.128"],
    ["storage.googleapis.com", 443, "2a00:1450:4001:80b::2010"],
    ["db.internal", 6432, "10.0.0.5"],
  ])("has %s:%d", (host, port, address) => {
    expect(allows(host, port, address)).toBe(true);
  });

  it.each([
    ["demo.myshopify.com", 80, "23.227.38.74"],
    ["demo.myshopify.com", 443, "127.0.0.1"],
    ["demo.myshopify.com", 443, "169.254.169.254"],
    ["demo.myshopify.com", 443, "::ffff:10.0.0.1"],
    ["demo.myshopify.com", 443, "64:ff9b::a9fe:a9fe"],
    ["demo.myshopify.com.evil.example", 443, "23.227.38.74"],
    ["a.b.myshopify.com", 443, "23.227.38.74"],
    ["myshopify.com", 443, "23.227.38.74"],
    ["evil.storage.googleapis.com", 443, "142.250.1.128"],
    ["23.227.38.74", 443, "23.227.38.74"],
    ["db.internal", 5432, "10.0.0.5"],
    ["10.0.0.5", 6432, "10.0.0.5"],
    ["api.openai.com", 443, "104.18.7.192"],
  ])("has not %s:%d at %s", (host, port, address) => {
    expect(allows(host, port, address)).toBe(false);
  });

  it("has no socket file without one for the database", () => {
    expect(list().socketFiles).toEqual([]);
  });

  it("has the stand-in instead of Shopify", () => {
    const standIn = { SHOPIFY_ORIGIN: "http://localhost:4000" };
    expect(allows("localhost", 4000, "127.0.0.1", standIn)).toBe(true);
    expect(allows("localhost", 4000, "169.254.169.254", standIn)).toBe(false);
    expect(allows("localhost", 4001, "127.0.0.1", standIn)).toBe(false);
    expect(allows("demo.myshopify.com", 443, "23.227.38.74", standIn)).toBe(false);
  });

  it("has the database's socket file when that is how it is reached", () => {
    const { rules, socketFiles } = list({ DATABASE_URL: "postgresql://u@%2Frun%2Fpg:6432/x" });
    expect(socketFiles).toEqual([{ name: "database", path: "/run/pg/.s.PGSQL.6432" }]);
    expect(rules.some(({ name }) => name === "database")).toBe(false);
  });

  it("has what the operator adds, and nothing by a name that leads to the network's machinery", () => {
    const more = { EGRESS_ALLOW: "kms.example:443, [fd00::7]:4317 169.254.170.2:80" };
    expect(allows("kms.example", 443, "10.1.2.3", more)).toBe(true);
    expect(allows("kms.example", 443, "169.254.169.254", more)).toBe(false);
    expect(allows("fd00::7", 4317, "fd00::7", more)).toBe(true);
    expect(allows("169.254.170.2", 80, "169.254.170.2", more)).toBe(true);
    expect(() => list({ EGRESS_ALLOW: "https://kms.example" })).toThrow(/EGRESS_ALLOW/);
  });

  it("has the bucket of the audit log's anchors, and no other one", () => {
    const bucket = { AUDIT_ANCHOR_S3_BUCKET: "my-anchors", AUDIT_ANCHOR_S3_REGION: "eu-central-1" };
    expect(allows("my-anchors.s3.eu-central-1.amazonaws.com", 443, "52.219.1.1", bucket)).toBe(true);
    for (const host of ["s3.eu-central-1.amazonaws.com", "other.s3.eu-central-1.amazonaws.com"])
      expect(allows(host, 443, "52.219.1.1", bucket)).toBe(false);
    expect(allows("my-anchors.s3.eu-central-1.amazonaws.com", 443, "169.254.169.254", bucket)).toBe(false);
    const dotted = { ...bucket, AUDIT_ANCHOR_S3_BUCKET: "my.anchors" };
    expect(allows("s3.eu-central-1.amazonaws.com", 443, "52.219.1.1", dotted)).toBe(true);
    const own = { ...bucket, AUDIT_ANCHOR_S3_ENDPOINT: "http://10.0.0.9:9000" };
    expect(allows("10.0.0.9", 9000, "10.0.0.9", own)).toBe(true);
    expect(allows("my-anchors.s3.eu-central-1.amazonaws.com", 443, "52.219.1.1")).toBe(false);
    expect(() => list({ AUDIT_ANCHOR_S3_BUCKET: "my-anchors" })).toThrow(/AUDIT_ANCHOR_S3_REGION/);
  });
});
