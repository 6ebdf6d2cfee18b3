import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "~/db.server";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import { newShopId } from "./owner";
import { ask, eventOf, makeChatShop, openChat, textOf } from "./support-chat-shop";

vi.mock("~/modules/inference/stream-governed.server", () => ({ streamGoverned: vi.fn() }));

const shopId = newShopId();

beforeAll(() => makeChatShop(shopId));
beforeEach(() => void vi.mocked(streamGoverned).mockReset());
afterAll(closeDatabase);

async function answerTo(text: string) {
  const { token } = await openChat(shopId);
  const events = await ask(token, text);
  const { attachments } = eventOf(events, "attachments");
  return { text: textOf(events), sources: attachments.sources.map(({ title }) => title) };
}

describe("a shopper who looks for a product", () => {
  it("gets all that fit, with price and proof, without asking a model that might name one only", async () => {
    const { text, sources } = await answerTo("Do you have shoes with a rubber sole?");
    expect(text).toBe(
      "These fit:\n\nSwift Trail Shoe: €139.00. Sole: Recycled rubber. [1]\n\nBadger Leather Boot: €219.00. Sole: Natural rubber. [2]",
    );
    expect(sources).toEqual(["Swift Trail Shoe", "Badger Leather Boot"]);
    expect(streamGoverned).not.toHaveBeenCalled();
  });

  it("gets the sizes that are in stock", async () => {
    const { text, sources } = await answerTo("Is the Swift available in size L?");
    expect(text).toContain("Swift Trail Shoe: €139.00. In stock: L. [1]");
    expect(sources).toEqual(["Swift Trail Shoe"]);
  });

  it("is told when something comes close only", async () => {
    const { text, sources } = await answerTo("Do you have waterproof shoes under 200 euros?");
    expect(text).toMatch(/^I found nothing that is all of that\. These come closest:\n\nSwift Trail Shoe: €139\.00/);
    expect(sources).toEqual(["Swift Trail Shoe"]);
  });

  it("is not given what comes close only among answers to other questions, where nothing would say so", async () => {
    const { text, sources } = await answerTo(
      "Do you have waterproof shoes under 200 euros? How long can I return shoes? What does shipping to Germany cost?",
    );
    expect(text).not.toContain("Swift Trail Shoe");
    expect(sources).not.toContain("Swift Trail Shoe");
  });

  it("reads it in German", async () => {
    const { text, sources } = await answerTo("Habt ihr eine wasserdichte Jacke?");
    expect(text).toContain("Das passt:");
    expect(text).toContain("wasserdicht bis 20.000 mm");
    expect(sources).toEqual(["Heron Regenjacke"]);
  });
});
