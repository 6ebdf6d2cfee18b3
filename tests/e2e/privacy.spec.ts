import { readFileSync } from "node:fs";
import type { FrameLocator, Page } from "@playwright/test";
import { axeProblems } from "../support/axe";
import { expect, test } from "../support/e2e-test";
import { ANSWER_TIMEOUT_MS, ask, openApp, openChat, picture } from "../support/pages";

const SHOP = "demo.myshopify.com";
/** Anna Vermeer of the demo store. */
const CUSTOMER = "Anna Vermeer";
/** The worker begins five seconds after a webhook and looks once a second. */
const DONE_TIMEOUT_MS = 30_000;

async function chatAsCustomer(page: Page): Promise<void> {
  await page.goto("/account/login");
  await page.getByRole("button", { name: new RegExp(`Log in as ${CUSTOMER}`) }).click();
  await page.goto("/");
  const answer = await ask(await openChat(page), "Where is my order #1001?");
  await expect(answer).toContainText("#1001");
}

async function sendWebhook(page: Page, topic: string): Promise<void> {
  const sent = await page.request.post("/_shopify/control", { data: { webhook: { shop: SHOP, topic } } });
  expect(sent.ok()).toBe(true);
}

/** Opens the page, again until the newest request is the one that was sent: the store delivers its webhooks after it has answered. */
async function openUntil(page: Page, words: string): Promise<FrameLocator> {
  let app = await openApp(page, "/privacy");
  await expect(async () => {
    app = await openApp(page, "/privacy");
    await expect(app.getByRole("row").nth(1)).toContainText(words, { timeout: 2_000 });
  }).toPass({ timeout: DONE_TIMEOUT_MS });
  return app;
}

test("a customer's request for their data becomes a copy to download, and their erasure takes it away", async ({
  page,
}) => {
  await chatAsCustomer(page);
  await sendWebhook(page, "customers/data_request");
  const app = await openUntil(page, "Shopify’s request 9999");
  const newest = app.getByRole("row").nth(1);
  await expect(newest).toContainText("Done", { timeout: DONE_TIMEOUT_MS });
  await expect(newest).toContainText(/Found: [1-9]\d* conversations?/);
  await expect(newest).toContainText(/Audit event [\d,]+/);
  await picture(page, "privacy");

  const coming = page.waitForEvent("download");
  await newest.getByRole("button", { name: "Download page" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^customer-data-.*\.html$/);
  const html = readFileSync(await file.path(), "utf8");
  expect(html).toContain("Where is my order #1001?");
  expect(html).toContain("Order shown: #1001");
  const comingJson = page.waitForEvent("download");
  await newest.getByRole("button", { name: "Download JSON" }).click();
  const json: unknown = JSON.parse(readFileSync(await (await comingJson).path(), "utf8"));
  expect(json).toMatchObject({ shop: SHOP, shopifyRequest: "9999" });

  await sendWebhook(page, "customers/redact");
  await openUntil(page, "Erase a customer");
  await expect(newest).toContainText("Done", { timeout: DONE_TIMEOUT_MS });
  await expect(newest).toContainText(/Erased: .*conversation/);
  const copy = app.getByRole("row").nth(2);
  await expect(copy).toContainText("The copy is no longer kept.");
  await expect(copy.getByRole("button", { name: "Download page" })).toHaveCount(0);
});

test("staff erase a customer who asked them, after they typed the word", async ({ page }) => {
  const app = await openApp(page, "/privacy");
  await app.getByRole("button", { name: "Erase a customer’s data" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Customer number").fill("someone@example.com");
  await expect(dialog.getByRole("button", { name: "Erase for good" })).toBeDisabled();
  await dialog.getByLabel("Type “erase” to confirm").fill("erase");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog.getByText(/write the customer’s number/)).toBeVisible();
  await dialog.getByLabel("Customer number").fill("424242");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog).toBeHidden();
  const newest = app.getByRole("row").nth(1);
  await expect(newest).toContainText("Asked by staff");
  await expect(newest).toContainText("Done", { timeout: DONE_TIMEOUT_MS });
  await expect(newest).toContainText("Nothing was kept of this customer");
});

test("days are saved after they were shown what they would delete, and a run says what it did", async ({ page }) => {
  const app = await openApp(page, "/privacy");
  const days = app.getByLabel("Copies for customers");
  await days.fill("0");
  await expect(app.getByText("Write 1 to 90", { exact: true })).toBeVisible();
  await days.fill("14");
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = app.getByRole("dialog");
  await expect(dialog).toContainText(/The next run would delete/);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await openApp(page, "/privacy");
  await expect(days).toHaveValue("14");
  await app.getByRole("button", { name: "Run now" }).click();
  await expect(dialog).toContainText("There is nothing to delete.");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toBeHidden();
});

/** Nothing of a new shop is old: the answer, flat as Remix sends it, is made to say that 1,234 conversations are. */
function withOldChats(answer: string): string {
  const flat = JSON.parse(answer) as unknown[]; // A list of values, in which numbers are places of others.
  const add = (value: unknown) => flat.push(value) - 1;
  const due = { dataClass: "conversations", count: 1_234, before: "2026-05-29T00:00:00.000Z", days: 180 };
  const row = Object.entries(due).map(([name, value]) => [`_${add(name)}`, add(value)]);
  const empty = flat.findIndex((value) => Array.isArray(value) && value.length === 0);
  flat[empty] = [add(Object.fromEntries(row))];
  return JSON.stringify(flat);
}

test("a run that is asked for shows what it deletes before it begins, and what it did", async ({ page }) => {
  await page.route("**/app/privacy/retention/run*", async (route) => {
    if (!route.request().postData()?.includes("look")) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, body: withOldChats(await response.text()) });
  });
  const app = await openApp(page, "/privacy");
  const dialog = app.getByRole("dialog");
  await app.getByRole("button", { name: "Run now" }).click();
  await expect(dialog).toContainText("1,234 conversations from before May 29, 2026, kept for 180 days");
  await expect(dialog).toContainText("there is no undo");
  expect(await axeProblems(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Go back" }).click();
  await expect(dialog).toBeHidden();
  await app.getByRole("button", { name: "Run now" }).click();
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Nothing was too old.").first()).toBeVisible({ timeout: DONE_TIMEOUT_MS });
  await expect(app.getByText(/asked by staff\. Nothing was too old/)).toBeVisible();
});

test("records of processing and the draft of an assessment are shown and downloaded", async ({ page }) => {
  const app = await openApp(page, "/privacy/records");
  await expect(app.getByRole("heading", { name: "Who receives data" })).toBeVisible();
  await app.getByRole("tab", { name: "Impact assessment (draft)" }).click();
  await expect(app.getByText("To be filled in by you").first()).toBeVisible();
  await app.getByRole("button", { name: "Download" }).click();
  const coming = page.waitForEvent("download");
  await app.getByRole("button", { name: "Markdown" }).filter({ visible: true }).last().click();
  const file = await coming;
  expect(readFileSync(await file.path(), "utf8")).toMatch(/^# Impact assessment/);
});

test("a guest's chat is found by their words and erased; the chat that is still open goes on as a new one", async ({
  page,
  context,
  allowedConsoleErrors,
}) => {
  // The message to the erased conversation, before the chat begins a new one.
  allowedConsoleErrors.push(/status of 404 .*\/chat\/turn/);
  await page.goto("/");
  const chat = await openChat(page);
  await ask(chat, "My mail is pia.quast@example.com, I want to talk to a person.");
  const admin = await context.newPage();
  const app = await openApp(admin, "/privacy/chats");
  await app.getByLabel("Something that was said in the chat").fill("Pia.Quast@example.com");
  await app.getByRole("button", { name: "Search", exact: true }).click();
  const found = app.getByRole("row").nth(1);
  await expect(found).toContainText("A guest");
  await expect(found).toContainText("[EMAIL_1]");
  await picture(admin, "find-chat");
  await found.getByRole("button", { name: "Erase" }).click();
  const dialog = app.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Erase for good" })).toBeDisabled();
  await dialog.getByLabel("Type “erase” to confirm").fill("erase");
  await picture(admin, "erase-chat");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog).toBeHidden();
  await expect(found).toContainText("Erased");
  await openApp(admin, "/privacy");
  const newest = app.getByRole("row").nth(1);
  await expect(newest).toContainText("Erase a conversation");
  await expect(newest).toContainText("The shopper asked for it");
  await expect(newest).toContainText(/Erased: 1 conversation, 2 messages/);
  await expect(newest).toContainText(/Audit event [\d,]+/);
  await picture(admin, "erased-chat");

  await ask(chat, "Thank you");
  await expect(chat.getByRole("log").getByText("The chat was deleted. This is a new one.")).toBeVisible();
  await expect(chat.getByText("pia.quast")).toHaveCount(0);
});

test("a conversation is erased from the page of its call, which then says so", async ({ page }) => {
  test.setTimeout(2 * ANSWER_TIMEOUT_MS);
  await page.goto("/");
  await ask(await openChat(page), "How long do I have to return shoes?");
  const app = await openApp(page, "/logs");
  await app.getByRole("row").nth(1).getByRole("link").first().click();
  await app.getByRole("button", { name: "Erase conversation" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Type “erase” to confirm").fill("erase");
  await picture(page, "erase-conversation");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(app.getByRole("heading", { name: "The texts were erased" })).toBeVisible();
  await expect(app.getByText(/nobody can read any more what would be judged/)).toBeVisible();
  for (const name of ["Erase conversation", "Run again", "Add to test set", "Good", "Add comment", "Assign to me"])
    await expect(app.getByRole("button", { name })).toHaveCount(0);
  await expect(app.getByRole("textbox")).toHaveCount(0);
  expect(await axeProblems(page)).toEqual([]);
  await picture(page, "erased-call");
  await app.getByRole("button", { name: "Resolve" }).click();
  await expect(app.getByText("Resolved", { exact: true })).toBeVisible();
  await expect(app.getByRole("button", { name: /Reopen|Resolve/ })).toHaveCount(0);
});
