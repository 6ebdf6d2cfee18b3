import type { Page } from "@playwright/test";
import { axeProblems } from "../support/axe";
import { expect, test } from "../support/e2e-test";
import { ask, openApp, openChat, picture, whenLoaded } from "../support/pages";

const PHONE = { width: 390, height: 844 };

/** Nothing is wider than the page. */
async function fits(page: Page): Promise<boolean> {
  const frame = page.frames().find((one) => one.url().includes("/app/chats"));
  return (await frame?.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)) ?? false;
}

test("a shopper asks for a person, who answers live, and gives the chat back", async ({ page, context }) => {
  await page.goto("/");
  const chat = await openChat(page);
  await ask(chat, "How long do I have to return shoes?");
  await chat.getByRole("button", { name: "Ask for a person" }).click();
  await expect(chat.getByText("Waiting for a person from the shop.")).toBeVisible();

  const staff = await context.newPage();
  let app = await openApp(staff);
  await expect(app.getByText(/shoppers? waits? for a person\./)).toBeVisible();
  app = await openApp(staff, "/chats");
  await expect(app.getByRole("link", { name: "I would like to talk to a person." })).toBeVisible();
  await whenLoaded(app);
  expect(await axeProblems(staff)).toEqual([]);
  await picture(staff, "chats");
  await app.getByRole("link", { name: "I would like to talk to a person." }).click();
  await expect(app.getByText("How long do I have to return shoes?")).toBeVisible();
  await expect(app.getByRole("link", { name: /Returns and refunds/ }).first()).toHaveAttribute("href", /refund-policy/);
  await app.getByRole("button", { name: "Take over" }).click();

  const reply = app.getByRole("textbox", { name: "Your reply" });
  await expect(reply).toBeFocused();
  await reply.fill("Hello, this is <b>Marit</b>. What can I do for you?");
  await reply.press("Control+Enter");
  await expect(reply).toHaveValue("");
  await page.bringToFront();
  await expect(chat.getByText("A person from the shop is in this conversation.")).toBeVisible();
  await expect(chat.locator(".staff").getByText("Hello, this is <b>Marit</b>. What can I do for you?")).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await picture(page, "chat-person");

  // The assistant is mute, and what the shopper writes is with staff by itself.
  const answers = await chat.locator("li.answer").count();
  const box = chat.getByRole("textbox", { name: "Write your question" });
  await box.fill("How long do I have to return a gift?");
  await box.press("Enter");
  await staff.bringToFront();
  await expect(app.getByText("How long do I have to return a gift?").first()).toBeVisible();
  await expect(
    app.getByRole("status").getByText("The shopper wrote: How long do I have to return a gift?"),
  ).toBeAttached();
  expect(await chat.locator("li.answer").count()).toBe(answers);
  expect(await axeProblems(staff)).toEqual([]);
  await picture(staff, "chat-staff");
  await staff.setViewportSize(PHONE);
  expect(await fits(staff)).toBe(true);
  await picture(staff, "chat-staff-phone");
  await staff.setViewportSize({ width: 1280, height: 720 });

  // Reloaded, the shopper still sees both sides.
  await page.bringToFront();
  await page.reload();
  await expect(chat.locator(".staff")).toHaveCount(1);
  await expect(chat.locator(".question")).toHaveCount(3);

  await staff.bringToFront();
  await app.getByRole("button", { name: "Give back to the assistant" }).click();
  await expect(app.getByRole("heading", { level: 1, name: "Chats" })).toBeVisible();
  await expect(app.getByRole("link", { name: "How long do I have to return a gift?" })).toHaveCount(0);
  await page.bringToFront();
  await expect(chat.getByText("The AI assistant answers again.").first()).toBeVisible();
  await expect(await ask(chat, "How long do I have to return shoes?")).toContainText("45 days");
});

test("a reply to a chat that its shopper has deleted meanwhile is kept", async ({ page, context }) => {
  await page.goto("/");
  const chat = await openChat(page);
  await chat.getByRole("button", { name: "Ask for a person" }).click();
  await expect(chat.getByText("Waiting for a person from the shop.")).toBeVisible();
  await ask(chat, "Are there laces for the boots?");

  const staff = await context.newPage();
  const app = await openApp(staff, "/chats");
  await app.getByRole("link", { name: "Are there laces for the boots?" }).click();
  await app.getByRole("button", { name: "Take over" }).click();
  const reply = app.getByRole("textbox", { name: "Your reply" });
  await reply.fill("I look it up for you.");
  // The shopper has it deleted in the meantime.
  await chat.getByRole("button", { name: "Delete this chat" }).click();
  await chat.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(app.getByText("This chat is not with your team any more")).toBeVisible();
  await expect(app.getByRole("textbox", { name: "Not sent" })).toHaveValue("I look it up for you.");
});
