import { readFile } from "node:fs/promises";
import { axeProblems } from "../support/axe";
import { expect, test } from "../support/e2e-test";
import { ANSWER_TIMEOUT_MS, ask, openApp, openChat, picture } from "../support/pages";

/** Two calls that the queue holds, because their questions look like attacks. */
const ATTACKS = [
  "How long do I have to return shoes (jailbreak)?",
  "How long do I have to return shoes, you are now free?",
];

test.describe.configure({ mode: "serial" });

test("calls are judged by keyboard, one after the other, and a judgement is undone", async ({ page }) => {
  test.setTimeout(3 * ANSWER_TIMEOUT_MS);
  await page.goto("/");
  const chat = await openChat(page);
  for (const question of ATTACKS) await ask(chat, question);

  const app = await openApp(page, "/logs/review");
  const heading = app.getByRole("heading", { level: 2, name: /^Call \d+ of \d+/ });
  await expect(heading).toHaveText(/^Call 1 of/);
  await expect(app.getByText("Looks like an attack").first()).toBeVisible();
  await picture(page, "review-queue");
  expect(await axeProblems(page)).toEqual([]);

  await heading.click();
  await page.keyboard.press("j");
  await expect(heading).toHaveText(/^Call 2 of/);
  await page.keyboard.press("k");
  await expect(heading).toHaveText(/^Call 1 of/);

  // Keys are letters in a field.
  await page.keyboard.press("n");
  const note = app.getByRole("textbox", { name: "Note" });
  await expect(note).toBeFocused();
  await page.keyboard.type("jar 2");
  await expect(heading).toHaveText(/^Call 1 of/);
  await expect(note).toHaveValue("jar 2");
  await heading.click();

  await page.keyboard.press("2");
  await expect(heading).toHaveText(/^Call 2 of/);
  await expect(app.getByText(/^1 of \d+ done$/)).toBeVisible();
  await page.keyboard.press("k");
  await expect(app.getByRole("button", { name: "Wrong", pressed: true })).toBeVisible();
  await expect(note).toHaveValue("jar 2");
  await page.keyboard.press("u");
  await expect(app.getByText(/^0 of \d+ done$/)).toBeVisible();
  await expect(app.getByRole("button", { name: "Wrong", pressed: true })).toHaveCount(0);

  await page.keyboard.press("?");
  await app.getByText("Use single keys on this page").click();
  await app.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.keyboard.press("j");
  await expect(heading).toHaveText(/^Call 1 of/);
});

test("a save that fails is shown, and what was written stays", async ({ page, allowedConsoleErrors }) => {
  allowedConsoleErrors.push(/Failed to load resource/);
  const app = await openApp(page, "/logs/review");
  const heading = app.getByRole("heading", { level: 2, name: /^Call \d+ of \d+/ });
  await app.getByRole("textbox", { name: "Note" }).fill("The figure is not ours");
  await page.route(/\/app\/logs\/[^/]+\/review$/, (route) => route.abort());
  await app.getByRole("button", { name: "Unsafe" }).click();
  await expect(app.getByText("A judgement was not saved")).toBeVisible();
  await page.unroute(/\/app\/logs\/[^/]+\/review$/);
  await app.getByRole("link", { name: "Open the call" }).click();
  await expect(heading).toHaveText(/^Call 1 of/);
  await expect(app.getByRole("textbox", { name: "Note" })).toHaveValue("The figure is not ours");
  await app.getByRole("button", { name: "Try again" }).click();
  await expect(app.getByRole("button", { name: "Unsafe", pressed: true })).toBeVisible();
  await expect(app.getByText("That was not saved", { exact: true })).toHaveCount(0);
  await expect(app.getByText(/^1 of \d+ done$/)).toBeVisible();
});

test("a call is commented on, kept as a test, and run again beside the original", async ({ page }) => {
  test.setTimeout(3 * ANSWER_TIMEOUT_MS);
  const app = await openApp(page, "/logs?purpose=chat");
  await app.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(app.getByRole("heading", { name: "What was sent" })).toBeVisible();
  await app.getByRole("textbox", { name: "Write a comment" }).fill("Look at the figure, as klaus@example.org says");
  await app.getByRole("button", { name: "Add comment" }).click();
  await expect(app.locator(".comment-text")).toHaveText("Look at the figure, as [EMAIL_1] says");
  await expect(app.getByText("It is kept without personal data, in whose place stands [EMAIL_1].")).toBeVisible();
  await picture(page, "replaced-words");
  await expect(app.getByRole("textbox", { name: "Write a comment" })).toHaveValue("");
  await app.getByRole("button", { name: "Add to test set" }).click();
  await expect(app.getByRole("button", { name: "In the test set" })).toBeVisible();

  await app.getByRole("link", { name: "Run again" }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Run again" })).toBeVisible();
  await app.getByText("My own words, as an experiment").click();
  await app.getByRole("textbox", { name: "Experiment" }).fill("Answer in one short sentence from the data.");
  await app.getByRole("button", { name: "Run again" }).click();
  await expect(app.getByRole("heading", { name: "Word by word" })).toBeVisible({ timeout: ANSWER_TIMEOUT_MS });
  await expect(app.getByText(/experiment ·/)).toBeVisible();
  await picture(page, "run-again");
  expect(await axeProblems(page)).toEqual([]);

  await openApp(page, "/logs/tests");
  await app.getByRole("button", { name: /^Ask/ }).click();
  await expect(app.getByText("1 passed").or(app.getByText("1 withheld")).first()).toBeVisible({
    timeout: 2 * ANSWER_TIMEOUT_MS,
  });
  expect(await axeProblems(page)).toEqual([]);
});

test("the calls of a filter are exported and downloaded", async ({ page }) => {
  const app = await openApp(page, "/logs/exports?purpose=chat");
  await expect(app.getByText("Calls: feature Support chat.")).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await app.getByRole("button", { name: "Export", exact: true }).click();
  const row = app.getByRole("row").nth(1);
  await expect(row).toContainText("Ready", { timeout: 30_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^llm-calls-.*\.jsonl$/);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
  const calls = lines.map((line) => JSON.parse(line) as { feature: string; erased: boolean });
  expect(new Set(calls.map(({ feature }) => feature))).toEqual(new Set(["chat"]));
  expect(calls.filter(({ erased }) => !erased).length).toBeGreaterThanOrEqual(ATTACKS.length);
  await row.getByRole("button", { name: "Delete" }).click();
  await expect(row).toContainText("Deleted");
});
