import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "../support/e2e-test";
import { openApp, openChat } from "../support/pages";

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

async function whenLoaded(app: FrameLocator): Promise<void> {
  const skeletons = app.locator(".Polaris-SkeletonBodyText, .Polaris-SkeletonDisplayText__DisplayText");
  await expect(skeletons).toHaveCount(0, { timeout: 30_000 });
}

for (const path of [
  "/",
  "/collections/shoes",
  "/products/dunlin-walking-shoe",
  "/cart",
  "/account/login",
  "/policies/refund-policy",
]) {
  test(`storefront ${path}`, async ({ page }) => {
    await page.goto(path);
    expect(await seriousProblems(page)).toEqual([]);
  });
}

test("open chat", async ({ page }) => {
  await page.goto("/");
  await openChat(page);
  await expect(page.locator("#inhouse-chat li.answer").first()).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

for (const path of [
  "",
  "/copy",
  "/logs",
  "/logs/charts",
  "/logs/review",
  "/logs/tests",
  "/logs/exports",
  "/models",
  "/models/new",
  "/models/default",
  "/redaction",
  "/privacy",
  "/privacy/chats",
  "/privacy/records",
  "/privacy/records?document=measures",
  "/settings",
  "/settings/staff",
  "/settings/activity",
]) {
  test(`admin ${path || "/"}`, async ({ page }) => {
    const app = await openApp(page, path);
    await whenLoaded(app);
    expect(await seriousProblems(page)).toEqual([]);
  });
}

test("admin: one call of the log", async ({ page }) => {
  // Home's check of the model is a call, too.
  await whenLoaded(await openApp(page));
  const app = await openApp(page, "/logs");
  await app.getByRole("row").nth(1).getByRole("link").click();
  await expect(app.getByRole("heading", { name: "What was sent" })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

test("admin: the texts of one product", async ({ page }) => {
  const app = await openApp(page, "/copy");
  await app.getByRole("link", { name: /Beech Shoe Brush/ }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Beech Shoe Brush" })).toBeVisible();
  await whenLoaded(app);
  expect(await seriousProblems(page)).toEqual([]);
});

test("admin: erasing a customer's data", async ({ page }) => {
  const app = await openApp(page, "/privacy");
  await whenLoaded(app);
  await app.getByRole("button", { name: "Erase a customer’s data" }).click();
  await expect(app.getByRole("dialog")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});
