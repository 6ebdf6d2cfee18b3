import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e-test";
import { openApp } from "../support/pages";

// What a refused page is answered with.
test.use({ allowedConsoleErrors: [/status of 403/] });

/** Goes on as another member of the shop's staff, by the admin's user menu. */
async function workAs(page: Page, name: string): Promise<void> {
  await page.goto("/admin");
  await page.locator("[data-user-menu] summary").click();
  await page.getByRole("button", { name }).click();
  await expect(page.locator("[data-user-menu] summary")).toContainText(name);
}

test("who is new waits for a role, gets one, and sees and does only what it allows", async ({ page }) => {
  await workAs(page, "Lena Hoekstra");
  let app = await openApp(page, "/logs");
  await expect(app.getByRole("heading", { level: 1, name: "You have no access yet" })).toBeVisible();
  await expect(app.getByText("The owner: Marit de Wit.")).toBeVisible();
  await expect(page.getByRole("link", { name: "LLM logs" })).toHaveCount(0);

  await workAs(page, "Marit de Wit");
  app = await openApp(page, "/settings/staff");
  await expect(app.getByLabel("Role of Marit de Wit")).toBeDisabled();
  await app.getByLabel("Role of Lena Hoekstra").selectOption("Copy editor");
  await expect(page.getByText("Lena Hoekstra is Copy editor now")).toBeVisible();

  await workAs(page, "Lena Hoekstra");
  app = await openApp(page);
  await expect(page.getByRole("link", { name: "Product copy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "LLM logs" })).toHaveCount(0);
  await expect(app.getByRole("button", { name: "Sync now" })).toHaveCount(0);
  app = await openApp(page, "/logs");
  await expect(app.getByRole("heading", { level: 1, name: "Your role does not allow this" })).toBeVisible();
  await expect(app.getByText(/Your role is Copy editor.*Owner, Admin, Support agent, Reviewer, Auditor/)).toBeVisible();
});

test("a change of role is undone from where it was made, and is in the activity", async ({ page }) => {
  await workAs(page, "Sami Okafor");
  await workAs(page, "Marit de Wit");
  let app = await openApp(page, "/settings/staff");
  await app.getByLabel("Role of Sami Okafor").selectOption("Auditor");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Sami Okafor has no access now")).toBeVisible();
  await expect(app.getByLabel("Role of Sami Okafor")).toHaveValue("none");
  app = await openApp(page, "/settings/activity?show=roles");
  await expect(app.getByText("The role of Sami Okafor was changed: Auditor → no access").first()).toBeVisible();
  await app.getByRole("button", { name: "Check the log" }).click();
  await expect(app.getByRole("heading", { name: /^The log is whole/ })).toBeVisible();
});

test("one's own rights are given up only after a question", async ({ page }) => {
  await workAs(page, "Joost Vermeer");
  await workAs(page, "Marit de Wit");
  const app = await openApp(page, "/settings/staff");
  await app.getByLabel("Role of Joost Vermeer").selectOption("Owner");
  await app.getByRole("button", { name: "Make owner" }).click();
  await expect(page.getByText("Joost Vermeer is Owner now")).toBeVisible();
  await app.getByLabel("Role of Marit de Wit").selectOption("Auditor");
  await expect(app.getByText("Become Auditor?")).toBeVisible();
  await app.getByRole("button", { name: "Cancel" }).click();
  await expect(app.getByLabel("Role of Marit de Wit")).toHaveValue("owner");
  await app.getByLabel("Role of Joost Vermeer").selectOption("No access");
  await expect(page.getByText("Joost Vermeer has no access now")).toBeVisible();
});
