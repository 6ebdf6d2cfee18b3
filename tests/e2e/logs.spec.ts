import { expect, test } from "../support/e2e-test";
import { openApp } from "../support/pages";

test("the log is filtered by its address, a view of it is saved, renamed and deleted", async ({ page }) => {
  // Home's check of the model is a call, too.
  await openApp(page);
  const app = await openApp(page, "/logs?state=bogus&purpose=check");
  await expect(app.getByRole("button", { name: "Feature: Server check" })).toBeVisible();
  await expect(app.getByRole("row").nth(1)).toContainText("Server check");

  await app.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByRole("textbox", { name: "Name" }).fill("Withheld");
  await app.getByRole("button", { name: "Save view" }).click();
  await expect(app.getByText("There is a view with this name already")).toBeVisible();
  await app.getByRole("textbox", { name: "Name" }).fill("Server checks");
  await app.getByRole("button", { name: "Save view" }).click();
  const tab = app.getByRole("tab", { name: /Server checks/ });
  await expect(tab).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/purpose=check.*view=/);

  await openApp(page, "/logs");
  await tab.click();
  await expect(page).toHaveURL(/view=/);
  await expect(app.getByRole("row").nth(1)).toContainText("Server check");
  await page.goBack();
  await expect(app.getByRole("tab", { name: "All" })).toHaveAttribute("aria-selected", "true");

  await tab.click();
  await expect(tab).toHaveAttribute("aria-selected", "true");
  await tab.click();
  await app.getByRole("menuitem", { name: "Rename view" }).click();
  await app.getByRole("textbox", { name: "Name" }).fill("Checks");
  await app.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const renamed = app.getByRole("tab", { name: /^Checks/ });
  await expect(renamed).toBeVisible();
  await renamed.click();
  await app.getByRole("menuitem", { name: "Delete view" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Delete view" }).click();
  await expect(renamed).toHaveCount(0);
});

test("no call fits: the way back is one click", async ({ page }) => {
  await openApp(page);
  const app = await openApp(page, "/logs?language=sv");
  await expect(app.getByText("No call matches these filters")).toBeVisible();
  await app.getByRole("button", { name: "Show all calls" }).click();
  await expect(app.getByRole("row").nth(1)).toBeVisible();
});

test("texts are searched, and a find leads to its call", async ({ page }) => {
  await openApp(page);
  const app = await openApp(page, "/logs");
  const box = app.getByRole("textbox", { name: /Search in what was asked/ });
  await box.fill("no");
  await box.press("Enter");
  await expect(app.getByText("Write at least 3 characters.")).toBeVisible();
  await box.fill("zanzibar");
  await box.press("Enter");
  await expect(app.getByText(/^0 found for “zanzibar”.*These are all calls/)).toBeVisible({ timeout: 30_000 });
  await app.getByRole("button", { name: "Back to the list" }).click();
  await expect(app.getByRole("row").nth(1)).toBeVisible();
});

test("every chart has its table", async ({ page }) => {
  await openApp(page);
  const app = await openApp(page, "/logs/charts");
  const empty = app.getByRole("heading", { name: "No calls in the last 30 days" });
  const tables = app.getByText("The same as a table");
  await expect(empty.or(tables.first())).toBeVisible();
  if (await empty.isVisible()) return;
  await expect(app.getByRole("img", { name: /by day/ })).toHaveCount(6);
  await tables.first().click();
  await expect(app.getByRole("row").nth(30)).toBeVisible();
});
