import type { Page } from "@playwright/test";
import { axeProblems } from "../support/axe";
import { expect, test } from "../support/e2e-test";
import { ANSWER_TIMEOUT_MS, ask, openApp, openChat, picture, whenLoaded } from "../support/pages";

// The last file: the pages hold what the tests before it left.
test.describe.configure({ mode: "serial" });

const EMAIL = "jo.larsen@example.com";
const REASON = "The shopper asks what became of the question";
let call = "";

test("personal data of a call is revealed with a reason, and the activity says who and why", async ({ page }) => {
  test.setTimeout(3 * ANSWER_TIMEOUT_MS);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto("/");
  await ask(await openChat(page), `How long do I have to return shoes? Write to ${EMAIL}.`);
  const app = await openApp(page, "/logs?purpose=chat");
  await app.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(app.getByRole("heading", { name: "What was sent" })).toBeVisible();
  await expect(app.getByText("[EMAIL_1]").first()).toBeVisible();
  await expect(app.getByText(EMAIL)).toHaveCount(0);
  await picture(page, "llm-log");
  call = /\/logs\/[0-9a-f-]+/.exec(page.url())?.[0] ?? "";

  await app.getByRole("button", { name: "Reveal" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("button", { name: "Reveal" }).click();
  await expect(dialog.getByText("Say why in at least 10 characters.")).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await dialog.getByRole("textbox").fill(REASON);
  await dialog.getByRole("button", { name: "Reveal" }).click();
  await expect(dialog).toBeHidden();
  await expect(app.getByText(EMAIL).first()).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await app.getByRole("button", { name: "Hide" }).click();
  await expect(app.getByText(EMAIL)).toHaveCount(0);

  const activity = await openApp(page, "/settings/activity");
  const row = activity.getByRole("row").nth(1);
  await expect(row).toContainText("Personal data in a call was revealed");
  await expect(row).toContainText(REASON);
  await expect(row).toContainText("Marit de Wit");
});

/** Polaris hides the bar of a table that scrolls sideways: on a phone, nobody would find the rest. */
async function sidewaysScrollers(page: Page): Promise<string[]> {
  const frame = page.frame({ url: /\/app/ });
  if (!frame) throw new Error("the app's frame is not there");
  return frame.evaluate(() =>
    [...document.querySelectorAll(".Polaris-IndexTable-ScrollContainer, .phone-table, .table-scroll, html")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const path of [
    "",
    "/copy",
    "/copy?view=drafts",
    "/logs",
    "/logs/charts",
    "/logs/review",
    "/logs/tests",
    "/logs/exports",
    "/models",
    "/privacy",
    "/privacy/deleted",
    "/privacy/records",
    "/settings",
    "/settings/staff",
    "/settings/activity",
  ]) {
    test(`${path || "/"} fits and is accessible`, async ({ page }) => {
      const app = await openApp(page, path);
      await whenLoaded(app);
      expect(await sidewaysScrollers(page)).toEqual([]);
      expect(await axeProblems(page)).toEqual([]);
    });
  }

  test("a call is judged while its texts are read", async ({ page }) => {
    const app = await openApp(page, call);
    const bar = app.getByRole("group", { name: "Judge this answer" });
    await expect(bar.getByRole("button", { name: "Good" })).toBeInViewport();
    await bar.getByRole("button", { name: "Good" }).click();
    await expect(bar.getByRole("button", { name: "Good", pressed: true })).toBeVisible();
    await bar.getByRole("button", { name: "Note …" }).click();
    await expect(app.getByRole("textbox", { name: "Note" })).toBeInViewport();
    expect(await sidewaysScrollers(page)).toEqual([]);
    expect(await axeProblems(page)).toEqual([]);
  });
});
