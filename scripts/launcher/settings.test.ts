import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.ts";

const read = (env: Record<string, string>, args: string[] = []) => readSettings(env, args, "/repo");

describe("readSettings", () => {
  it("has a default for everything", () => {
    expect(read({})).toMatchObject({
      port: 3000,
      devstorePort: 4000,
      dataDir: "/repo/.data",
      modelDir: "/repo/.data/llama",
      shopify: null,
    });
  });

  it("takes empty variables as absent", () => {
    expect(read({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 3000, database: { url: undefined } });
  });

  it.each([
    [{ PORT: "abc" }, 'PORT must be a port from 1 to 65535, but is "abc".'],
    [{ DEVSTORE_PORT: "70000" }, 'DEVSTORE_PORT must be a port from 1 to 65535, but is "70000".'],
    [
      { INFERENCE_BASE_URL: "ftp://x" },
      'INFERENCE_BASE_URL must be an address such as http://127.0.0.1:8000/v1, but is "ftp://x".',
    ],
  ])("says in one line what is wrong with %j", (env, message) => {
    expect(() => read(env)).toThrow(message);
  });

  it("does not repeat a database address, which holds a password", () => {
    expect(() => read({ DATABASE_URL: "mysql://u:secret@h/d" })).toThrow(
      /^DATABASE_URL must be an address such as \S+, but is not one\.$/,
    );
  });

  it("refuses one port for two servers", () => {
    expect(() => read({ PORT: "4000" })).toThrow("PORT and DEVSTORE_PORT are both 4000");
  });

  it("names what is missing to connect to Shopify", () => {
    expect(() => read({ SHOPIFY_API_KEY: "k" })).toThrow("set SHOPIFY_API_SECRET and SHOPIFY_APP_URL too");
  });

  it("uses Shopify when all credentials are there", () => {
    const settings = read({
      SHOPIFY_API_KEY: "k",
      SHOPIFY_API_SECRET: "s",
      SHOPIFY_APP_URL: "https://app.example.com/",
    });
    expect(settings).toMatchObject({ shopify: { apiKey: "k", apiSecret: "s" }, appUrl: "https://app.example.com" });
  });

  it("ignores the tunnel address that the Shopify CLI puts into HOST", () => {
    expect(read({ HOST: "https://x.trycloudflare.com" }).host).toBe("127.0.0.1");
  });

  it("refuses an owner without an app connection", () => {
    expect(() => read({ DATABASE_OWNER_URL: "postgres://h/d" })).toThrow("without DATABASE_URL");
  });

  it("knows its flags", () => {
    expect(read({}, ["--dev", "--verbose"])).toMatchObject({ mode: "development", verbose: true });
  });
});
