import { beforeEach, expect, it, vi } from "vitest";
import { AppError } from "~/lib/app-error";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { checkSetup } from "./check-setup.server";

const checkModel = vi.hoisted(() => vi.fn());
const isChatEmbedOn = vi.hoisted(() => vi.fn());

vi.mock("~/modules/inference/check-model.server", () => ({ checkModel }));
vi.mock("~/modules/commerce/is-chat-embed-on.server", () => ({ isChatEmbedOn }));
vi.mock("~/modules/commerce/get-catalogue-state.server", () => ({
  getCatalogueState: () => Promise.resolve({ state: "done", products: 3, finishedAt: null, error: null }),
}));
vi.mock("./count-published.server", () => ({ countPublished: () => Promise.resolve(0) }));

const shop = systemShop("demo.myshopify.com", "test");

beforeEach(() => {
  checkModel.mockResolvedValue({ ok: true, model: "smollm2", fingerprint: "x" });
  isChatEmbedOn.mockResolvedValue(true);
});

it("checks each step", async () => {
  const steps = checkSetup(shop);
  const found = await Promise.all([steps.model, steps.embed, steps.catalogue, steps.copy]);
  expect(found.map((step) => step.state)).toEqual(["done", "done", "done", "open"]);
});

it("says what could not be checked instead of failing the page", async () => {
  isChatEmbedOn.mockRejectedValue(
    new AppError("shopify_failed", { message: "HTTP 500", userMessage: "Shopify did not answer." }),
  );
  const step = await checkSetup(shop).embed;
  expect(step).toEqual({ state: "problem", detail: "This could not be checked. Shopify did not answer." });
});

it("gives up on a check before the page's stream ends", async () => {
  checkModel.mockReturnValue(new Promise(() => undefined));
  const startedAt = performance.now();
  expect(await checkSetup(shop).model).toMatchObject({ state: "problem" });
  expect(performance.now() - startedAt).toBeLessThan(9_500);
}, 15_000);
