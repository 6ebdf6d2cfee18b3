import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e-test";
import { openApp, openChat } from "../support/pages";

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
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

for (const path of ["", "/copy", "/logs", "/redaction", "/settings"]) {
  test(`admin ${path || "/"}`, async ({ page }) => {
    const app = await openApp(page, path);
    await expect(app.locator(".Polaris-SkeletonBodyText, .Polaris-SkeletonDisplayText__DisplayText")).toHaveCount(0, {
      timeout: 30_000,
    });
    expect(await seriousProblems(page)).toEqual([]);
  });
}
