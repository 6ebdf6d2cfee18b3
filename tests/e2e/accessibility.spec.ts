import { axeProblems } from "../support/axe";
import { expect, test } from "../support/e2e-test";
import { openApp, openChat, whenLoaded } from "../support/pages";

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
    expect(await axeProblems(page)).toEqual([]);
  });
}

test("open chat", async ({ page }) => {
  await page.goto("/");
  await openChat(page);
  await expect(page.locator("#inhouse-chat li.answer").first()).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
});

for (const path of [
  "",
  "/chats",
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
    expect(await axeProblems(page)).toEqual([]);
  });
}

test("admin: one call of the log", async ({ page }) => {
  // Home's check of the model is a call, too.
  await whenLoaded(await openApp(page));
  const app = await openApp(page, "/logs");
  await app.getByRole("row").nth(1).getByRole("link").click();
  await expect(app.getByRole("heading", { name: "What was sent" })).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
});

test("admin: the texts of one product", async ({ page }) => {
  const app = await openApp(page, "/copy");
  await app.getByRole("link", { name: /Beech Shoe Brush/ }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Beech Shoe Brush" })).toBeVisible();
  await whenLoaded(app);
  expect(await axeProblems(page)).toEqual([]);
});

test("admin: erasing a customer's data", async ({ page }) => {
  const app = await openApp(page, "/privacy");
  await whenLoaded(app);
  await app.getByRole("button", { name: "Erase a customer’s data" }).click();
  await expect(app.getByRole("dialog")).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
});
