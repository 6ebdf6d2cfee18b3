import { expect, test } from "../support/e2e-test";
import { addServer, choose, openApp } from "../support/pages";

/** The check asks a small model on a busy machine a dozen short questions. */
const CHECK_TIMEOUT_MS = 150_000;
/** Up to 400 tokens, which a small model writes at a few a second when other programs use the machine. */
const DRAFT_TIMEOUT_MS = 150_000;
const KEY = "sk-secret-of-the-e2e-test";

test("Home checks the setup by itself", async ({ page }) => {
  const app = await openApp(page);
  await expect(app.getByText("answers on your own server")).toBeVisible({ timeout: 30_000 });
  await expect(app.getByText("Shoppers see the chat on every page")).toBeVisible();
  await expect(app.getByText(/50 products and your policies are here/)).toBeVisible();
});

test("a product text is drafted, compared, published, shown and undone", async ({ page }) => {
  test.setTimeout(DRAFT_TIMEOUT_MS + 60_000);
  const app = await openApp(page, "/copy");
  await app.getByRole("link", { name: /Alder Walking Poles/ }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Alder Walking Poles" })).toBeVisible();
  await app.getByRole("button", { name: "Write draft" }).click();
  const text = app.getByRole("textbox", { name: "Description to publish" });
  await expect(text).toBeVisible({ timeout: DRAFT_TIMEOUT_MS });
  await expect(app.getByRole("region", { name: "Changes from today's text" }).locator("ins").first()).toBeVisible();

  const mark = "Alder Walking Poles, from Larkfoot.";
  await text.fill(mark);
  await app.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(app.getByText("Published: the storefront shows this text")).toBeVisible();
  const product = await page.context().newPage();
  await product.goto("/products/alder-walking-poles");
  await expect(product.getByText(mark)).toBeVisible();

  await app.getByRole("button", { name: "Undo" }).first().click();
  await expect(app.getByText("Published: the storefront shows this text")).toBeHidden();
  await product.reload();
  await expect(product.getByText(mark)).toBeHidden();
});

test("the log shows what was sent, what came back and what was decided", async ({ page }) => {
  const app = await openApp(page, "/logs");
  await app.getByRole("row").nth(1).getByRole("link").click();
  await expect(app.getByRole("heading", { name: "What was sent" })).toBeVisible();
  await expect(app.getByRole("heading", { name: "Stages" })).toBeVisible();
  for (const stage of ["Budget", "Clean", "Redact", "Spotlight", "Record", "Call", "Finish"]) {
    await expect(app.locator(".plain-list").getByText(stage, { exact: true })).toBeVisible();
  }
  await expect(app.getByText("llama.cpp")).toBeVisible();
});

test("the operator's model server is checked, line by line", async ({ page }) => {
  test.setTimeout(CHECK_TIMEOUT_MS + 60_000);
  const app = await openApp(page, "/models");
  const row = app.getByRole("row").nth(1);
  await expect(row).toContainText("Set by the operator");
  await expect(row.getByRole("button", { name: /^More actions/ })).toHaveCount(0);
  await app.getByRole("link", { name: "Check Default" }).click();
  await expect(app.getByText(/^\d+ of 15$/)).toBeVisible();
  await expect(app.getByRole("button", { name: "Check again" })).toBeVisible({ timeout: CHECK_TIMEOUT_MS });
  await expect(app.locator("[data-check]")).toHaveCount(15);
  // What does not depend on how fast a busy machine answers; the smoke test looks at the rest.
  for (const id of ["address", "tls", "path", "server", "key", "models", "side_doors"])
    await expect(app.locator(`[data-check=${id}]`)).toHaveAttribute("data-result", "pass");
  await openApp(page, "/models");
  await expect(row).toContainText(/llama\.cpp, just now/);
});

test("a model server is added, ordered, changed, switched off and removed; a dangerous address is refused", async ({
  page,
}) => {
  await addServer(page, { name: "Metadata", address: "http://169.254.169.254/", key: KEY });
  await expect(page.frameLocator("[data-app]").getByText(/can never be a model server/)).toBeVisible();
  // The embedded server with a key that is not its own: the check is over at once, and no name has to be looked up.
  const server = `http://127.0.0.1:${Number(process.env["E2E_PORT_BASE"]) + 3}`;
  await addServer(page, { name: "First", address: server, key: KEY });
  const form = page.frameLocator("[data-app]");
  await expect(form.getByRole("heading", { level: 1, name: "First" })).toBeVisible();
  await expect(form.getByText(`${server}/v1`, { exact: true })).toBeVisible();
  await expect(form.locator("[data-check=key]")).toHaveAttribute("data-result", "fail", { timeout: CHECK_TIMEOUT_MS });
  await addServer(page, { name: "Second", address: `${server}/v1/`, key: KEY });
  await expect(form.getByRole("heading", { level: 1, name: "Second" })).toBeVisible();

  const app = await openApp(page, "/models");
  const rows = app.getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("First");
  await app.getByRole("button", { name: "Ask Second earlier" }).press("Enter");
  await expect(rows.nth(1)).toContainText("Second");
  await expect(app.getByRole("button", { name: "Ask Second earlier" })).toBeFocused();

  await openApp(page, "/models");
  await rows.nth(1).getByRole("link", { name: "Second", exact: true }).click();
  await app.getByRole("link", { name: "Edit" }).click();
  await expect(app.getByText("A key is stored.")).toBeVisible();
  expect(await app.locator("body").innerHTML()).not.toContain(KEY);
  await app.getByText("Support chat").click();
  await app.getByText("Remove key").click();
  await app.getByRole("button", { name: "Save" }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Second" })).toBeVisible();
  await expect(app.getByText("None", { exact: true })).toBeVisible();

  await openApp(page, "/models");
  await choose(page, "First", "Switch off");
  await expect(app.getByText("No server is used for support chat")).toBeVisible();
  for (const name of ["First", "Second"]) {
    await choose(page, name, "Remove");
    await app.getByRole("button", { name: "Remove server" }).click();
    await expect(app.getByRole("link", { name, exact: true })).toHaveCount(0);
  }
  await expect(rows.nth(1)).toContainText("Set by the operator");
});
