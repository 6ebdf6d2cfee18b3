import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { expect, test } from "../support/e2e-test";
import { addServer, choose, openApp } from "../support/pages";

const MODEL_KEY = "sk-canary-4f1c9a7be02d4c55";
const PAGES = ["", "/copy", "/logs", "/models", "/redaction", "/privacy", "/privacy/records", "/settings"];

const Secrets = z.record(z.string(), z.string());

/** Everything secret of this installation, and the key of a model server that the test adds. */
function readCanaries(dataDir: string): Map<string, string> {
  const secrets = Secrets.parse(JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")));
  const master = readFileSync(join(dataDir, "keys", "master.key"));
  // The app's own id in Shopify is public.
  const { installationId: _id, shopifyApiKey: _public, ...secret } = secrets;
  return new Map([
    ...Object.entries(secret),
    ["master key in hex", master.toString("hex")],
    ["master key in base64", master.toString("base64")],
    ["master key in base64url", master.toString("base64url")],
    ["model key", MODEL_KEY],
  ]);
}

function found(canaries: Map<string, string>, text: string): string[] {
  return [...canaries].flatMap(([name, value]) => (text.includes(value) ? [name] : []));
}

test("nothing secret reaches the browser or the logs", async ({ page }) => {
  const dataDir = process.env["E2E_DATA_DIR"] ?? "";
  const canaries = readCanaries(dataDir);
  const leaks: string[] = [];
  let bodies = 0;
  page.on("response", (response) => {
    void response.text().then(
      (text) => {
        bodies += 1;
        const headers = JSON.stringify(response.headers());
        leaks.push(...found(canaries, headers + text).map((name) => `${name} in ${response.url()}`));
      },
      // Redirects, and pages that were left before their answer was read.
      () => undefined,
    );
  });
  await addServer(page, { name: "Canary server", address: "http://127.0.0.1:9/v1", key: MODEL_KEY });
  const app = page.frameLocator("[data-app]");
  await expect(app.getByRole("heading", { level: 1, name: "Canary server" })).toBeVisible();
  await expect(app.getByRole("button", { name: "Check again" })).toBeVisible({ timeout: 30_000 });
  expect(found(canaries, await app.locator("html").innerHTML())).toEqual([]);
  for (const path of PAGES) {
    const opened = await openApp(page, path);
    expect(found(canaries, await opened.locator("html").innerHTML())).toEqual([]);
  }
  await openApp(page, "/models");
  await app.getByRole("link", { name: "Canary server", exact: true }).click();
  await app.getByRole("link", { name: "Edit" }).click();
  await expect(app.getByText("A key is stored.")).toBeVisible();
  expect(found(canaries, await app.locator("html").innerHTML())).toEqual([]);
  await openApp(page, "/models");
  await choose(page, "Canary server", "Remove");
  await app.getByRole("button", { name: "Remove server" }).click();
  await expect(app.getByRole("link", { name: "Canary server", exact: true })).toHaveCount(0);
  expect(bodies).toBeGreaterThan(PAGES.length);
  expect(leaks).toEqual([]);
  const logs = readdirSync(join(dataDir, "logs")).map((name) => readFileSync(join(dataDir, "logs", name), "utf8"));
  expect(logs.join("").length).toBeGreaterThan(0);
  expect(found(canaries, logs.join("\n"))).toEqual([]);
});

test("staff replace the shop's keys from Settings and see how far it is", async ({ page }) => {
  const app = await openApp(page, "/settings");
  await expect(app.getByRole("heading", { name: "Encryption keys" })).toBeVisible();
  await expect(app.getByText("Local key file")).toBeVisible();
  await app.getByRole("button", { name: "Replace keys" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Replace keys" }).click();
  await expect(app.getByRole("progressbar")).toBeVisible();
  await expect(app.getByText(/old keys are deleted in a minute or two/)).toBeVisible({ timeout: 30_000 });
});
