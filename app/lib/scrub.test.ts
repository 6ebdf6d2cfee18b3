import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { scrub, scrubText } from "./scrub";

describe("scrubText", () => {
  const key = randomBytes(32);
  it.each([
    ["a Shopify token", "shpat_0123456789abcdef0123456789abcdef"],
    ["a refresh token", "shprt_0123456789abcdef"],
    ["a model key", "sk-proj-abcdefgh12345678"],
    ["an AWS key id", "AKIAIOSFODNN7EXAMPLE"],
    ["a session token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
    ["a key in hex", key.toString("hex")],
    ["a key in upper-case hex", key.toString("hex").toUpperCase()],
    ["a key in base64", key.toString("base64")],
    ["a key in base64url", key.toString("base64url")],
    ["an e-mail address", "ada.lovelace+shop@example.co.uk"],
    ["an international one", "jürgen@bücher.example"],
  ])("cuts out %s", (_name, secret) => {
    for (const text of [secret, `failed for ${secret}: try again`, `"${secret}"`, `k=${secret},`]) {
      expect(scrubText(text)).not.toContain(secret);
    }
    expect(scrubText(`failed for ${secret}: try again`)).toMatch(/^failed for \[removed\]: try again$/);
  });

  it("cuts the password out of an address, and leaves the rest", () => {
    expect(scrubText("postgresql://inhouse_app:p4ss-w0rd@db.internal:5432/inhouse")).not.toContain("p4ss");
    expect(scrubText("Authorization: Bearer abcdefgh12345")).toBe("Authorization: [removed]");
  });

  it.each([
    "t0a1b2c3d.myshopify.com",
    "0192f0c4-7d1e-7a31-8a8e-3f0d4b8b7f11",
    "local:0123456789abcdef0123456789abcdef",
    "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "gid://shopify/Product/12345",
    "https://models.example.com:8443/v1",
    `at run (/srv/app/build/server.js:12:34)`,
    createHash("sha1").digest("hex"),
  ])("leaves %s", (text) => {
    expect(scrubText(text)).toBe(text);
  });
});

describe("scrub", () => {
  it("removes secret fields at any depth and in any spelling, and bytes", () => {
    const scrubbed = scrub({
      shopId: "a.myshopify.com",
      n: 1,
      none: null,
      api_key: null,
      a: [{ b: { c: { d: { API_KEY: "x1", "Set-Cookie": "x2", accessToken: ["x3"] } } } }],
      bytes: new Uint8Array([1]),
    });
    expect(scrubbed).toEqual({
      shopId: "a.myshopify.com",
      n: 1,
      none: null,
      api_key: null,
      a: [{ b: { c: { d: { API_KEY: "[removed]", "Set-Cookie": "[removed]", accessToken: "[removed]" } } } }],
      bytes: "[removed]",
    });
  });

  it("describes errors wherever they lie, without what a library hangs on them", () => {
    const error = Object.assign(new Error("no answer for sk-abcdefgh1234"), { client: { user: "u1" } });
    const text = JSON.stringify(scrub({ deep: { error } }));
    expect(text).toContain("no answer for [removed]");
    expect(text).not.toMatch(/sk-abc|u1/);
  });

  it("ends on a circle", () => {
    const circle: Record<string, unknown> = { token: "x" };
    circle["self"] = circle;
    expect(JSON.stringify(scrub(circle))).not.toContain('"x"');
  });
});
