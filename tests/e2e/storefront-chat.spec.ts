import { expect, test } from "../support/e2e-test";
import { ask, openChat, picture } from "../support/pages";

test("asks nothing of the network before the first click, and shifts nothing", async ({ page }) => {
  const chatRequests: string[] = [];
  page.on("request", (request) => {
    if (/chat-panel|\/apps\/inhouse|\/chat\//.test(request.url())) chatRequests.push(request.url());
  });
  await page.addInitScript(() => {
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => Object.assign(window, { shifted: entry })),
    ).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("/");
  await expect(page.locator("#inhouse-chat").getByRole("button", { name: /open the chat/i })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(chatRequests).toEqual([]);
  expect(await page.evaluate(() => "shifted" in window)).toBe(false);
});

test("answers from the shop's own pages, with sources", async ({ page }) => {
  await page.goto("/");
  const chat = await openChat(page);
  const answer = await ask(chat, "How long do I have to return shoes?");
  await expect(answer).toContainText("45 days");
  await answer
    .getByRole("button", { name: /^Source 1/ })
    .last()
    .click();
  await expect(answer.getByRole("link", { name: /Open the page/ })).toHaveAttribute(
    "href",
    /\/policies\/refund-policy$/,
  );

  await expect(await ask(chat, "What does shipping to Germany cost?")).toContainText("€5.90");
});

test("a card adds the product to the cart", async ({ page }) => {
  await page.goto("/");
  const chat = await openChat(page);
  const answer = await ask(chat, "Is the Dunlin Walking Shoe waterproof?");
  await expect(answer).toContainText(/waterproof/i);
  const card = answer.locator(".cards li").filter({ hasText: "Dunlin Walking Shoe" });
  await picture(page, "storefront");
  await card.getByRole("button", { name: /Add to cart/ }).click();
  await expect(card).toContainText("In your cart");
  await page.goto("/cart");
  await expect(page.getByRole("main")).toContainText("Dunlin Walking Shoe");
});

test("a guest is asked to log in, a customer sees their own order", async ({ page }) => {
  await page.goto("/");
  const asGuest = await ask(await openChat(page), "Where is my order?");
  await expect(asGuest.getByRole("link", { name: "Log in to your account" })).toBeVisible();
  await expect(asGuest).not.toContainText("#10");

  await page.goto("/account/login");
  await page.getByRole("button", { name: /Log in as Anna Vermeer/ }).click();
  await page.goto("/");
  // It was open on the page before, so it opens by itself.
  const chat = page.locator("#inhouse-chat");
  await expect(chat.getByRole("dialog")).toBeVisible();
  const asAnna = await ask(chat, "Where is my order #1001?");
  await expect(asAnna).toContainText("#1001");
  await expect(asAnna).toContainText(/delivered/i);

  // Another customer's order and one that does not exist get the same words.
  const foreign = await (await ask(chat, "Where is my order #1002?")).innerText();
  const missing = await (await ask(chat, "Where is my order #9999?")).innerText();
  expect(foreign.replaceAll("1002", "N")).toBe(missing.replaceAll("9999", "N"));
});

test("the second shop answers from its own policies", async ({ page, baseURL }) => {
  const second = new URL(baseURL ?? "");
  second.hostname = "second.localhost";
  // Its embed is off until somebody switches it on in the theme.
  await page.request.post("/_shopify/control", { data: { embed: { shop: "second.myshopify.com", enabled: true } } });
  await page.goto(second.href);
  const answer = await ask(await openChat(page), "How many days do I have to return something?");
  await expect(answer).toContainText("14");
  await expect(answer).not.toContainText("45 days");
});

test("Escape closes the chat and gives the focus back", async ({ page }) => {
  await page.goto("/");
  const chat = await openChat(page);
  await page.keyboard.press("Escape");
  await expect(chat.getByRole("dialog")).toBeHidden();
  await expect(chat.getByRole("button", { name: /open the chat/i })).toBeFocused();
});

test("a guest deletes their chat, and a new one begins", async ({ page }) => {
  await page.goto("/");
  const chat = await openChat(page);
  const open = chat.getByRole("button", { name: "Delete this chat" });
  await expect(chat.locator("li.answer").first()).toBeVisible();
  await expect(open).toBeHidden();
  await ask(chat, "Hello");
  await open.click();
  await expect(chat.getByRole("button", { name: "Keep it" })).toBeFocused();
  await picture(page, "chat-delete");
  await chat.getByRole("button", { name: "Keep it" }).click();
  await expect(open).toBeFocused();
  await open.click();
  await chat.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(chat.getByRole("log").getByText("The chat was deleted. This is a new one.")).toBeVisible();
  await expect(chat.locator("li.question")).toHaveCount(0);
  await picture(page, "chat-deleted");
  await page.reload();
  await expect(chat.getByRole("dialog")).toBeVisible();
  await expect(chat.locator("li.answer").first()).toBeVisible();
  await expect(chat.locator("li.question")).toHaveCount(0);
});
