import { expect, test } from "../support/e2e-test";
import { ANSWER_TIMEOUT_MS, openApp, picture } from "../support/pages";

test("Home checks the setup by itself", async ({ page }) => {
  const app = await openApp(page);
  await expect(app.getByText("answers on your own server")).toBeVisible({ timeout: 30_000 });
  await expect(app.getByText("Shoppers see the chat on every page")).toBeVisible();
  await expect(app.getByText(/50 products and your policies are here/)).toBeVisible();
});

test("a product text is drafted, compared, published, shown and undone", async ({ page }) => {
  const app = await openApp(page, "/copy");
  await app.getByRole("link", { name: /Alder Walking Poles/ }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Alder Walking Poles" })).toBeVisible();
  await app.getByRole("button", { name: "Write draft" }).click();
  const text = app.getByRole("textbox", { name: "Description to publish" });
  await expect(text).toBeVisible({ timeout: ANSWER_TIMEOUT_MS });
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
  await picture(page, "llm-log");
});

test("a model server is tested, and a dangerous address refused", async ({ page }) => {
  const app = await openApp(page, "/settings");
  // A click before the page has become interactive is lost.
  await expect(async () => {
    await app.getByRole("button", { name: "Test Default" }).click({ timeout: 1_000 });
    await expect(app.getByText(/answered in/i)).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 60_000 });
  await app.getByRole("button", { name: "Add a server" }).click();
  await app.getByLabel("Name").fill("Metadata");
  await app.getByLabel("Model").fill("any");
  await app.getByLabel("Address").fill("http://169.254.169.254/");
  await app.getByRole("button", { name: "Save server" }).click();
  await expect(app.getByText(/can never be a model server/)).toBeVisible();
});
