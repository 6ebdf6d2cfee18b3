import { mkdirSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { expect } from "./e2e-test";

/** A small model on a busy machine reads a thousand tokens first. */
export const ANSWER_TIMEOUT_MS = 60_000;

/** The chat on the page that is open, opened if it is not. */
export async function openChat(page: Page): Promise<Locator> {
  const chat = page.locator("#inhouse-chat");
  await chat.getByRole("button", { name: /open the chat/i }).click();
  await expect(chat.getByRole("dialog")).toBeVisible();
  return chat;
}

/** Sends one message and gives its answer once it has ended. */
export async function ask(chat: Locator, text: string): Promise<Locator> {
  const box = chat.getByRole("textbox", { name: "Write your question" });
  const answers = chat.locator("li.answer");
  await expect(chat.locator("li.answer").first()).toBeVisible();
  const before = await answers.count();
  await box.fill(text);
  await box.press("Enter");
  await expect(answers).toHaveCount(before + 1);
  const answer = answers.last();
  await expect(answer.locator(".typing")).toBeHidden({ timeout: ANSWER_TIMEOUT_MS });
  return answer;
}

/** The app's page in the store's admin. */
export async function openApp(page: Page, path = ""): Promise<FrameLocator> {
  await page.goto(`/admin/apps/inhouse${path}`);
  const app = page.frameLocator("[data-app]");
  await expect(app.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 30_000 });
  return app;
}

/** Waits until nothing on the app's page is still being loaded. */
export async function whenLoaded(app: FrameLocator): Promise<void> {
  const skeletons = app.locator(".Polaris-SkeletonBodyText, .Polaris-SkeletonDisplayText__DisplayText");
  await expect(skeletons).toHaveCount(0, { timeout: 30_000 });
}

type NewServer = { readonly name: string; readonly address: string; readonly key: string };

/** Fills in the form of a new model server and saves it. */
export async function addServer(page: Page, { name, address, key }: NewServer): Promise<void> {
  const app = await openApp(page, "/models/new");
  await app.getByLabel("Name").fill(name);
  await app.getByLabel("Address").fill(address);
  await app.getByRole("textbox", { name: "Model" }).fill("any");
  await app.getByLabel("API key").fill(key);
  await app.getByRole("button", { name: "Save and check" }).click();
}

/** An action of the menu of one model server, in the list that is open. */
export async function choose(page: Page, name: string, action: string): Promise<void> {
  const app = page.frameLocator("[data-app]");
  await app.getByRole("button", { name: `More actions for ${name}` }).click();
  await app.getByRole("menuitem", { name: action }).click();
}

/** Keeps a picture for the README when UPDATE_PICTURES is set. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env["UPDATE_PICTURES"]) return;
  mkdirSync("docs/pictures", { recursive: true });
  await page.screenshot({ path: `docs/pictures/${name}.png` });
}
