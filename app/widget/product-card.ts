import type { ChatAttachments } from "~/modules/support-chat/chat-protocol";
import { el, link, safeHref } from "./dom";
import type { WidgetSettings } from "./settings";
import type { WidgetTexts } from "./widget-texts";

type Card = ChatAttachments["cards"][number];
type Variant = Card["variants"][number];

const ADD_TIMEOUT_MS = 15_000;

/** A product with picture, price, variant and one button, which adds to the storefront's own cart. */
export function createProductCard(card: Card, texts: WidgetTexts, settings: WidgetSettings): HTMLElement {
  const first = card.variants.find(({ available }) => available) ?? card.variants[0];
  const price = el("p", { class: "price" }, [first?.price ?? ""]);
  const select = card.variants.length > 1 ? createSelect(card, texts, first) : null;
  const button = el("button", { type: "button", class: "add" }, [texts.addToCart]);
  const result = el("p", { class: "result", role: "status" });
  const chosen = () => (select ? card.variants.find(({ id }) => id === select.value) : first);
  const show = () => {
    price.textContent = chosen()?.price ?? "";
    button.disabled = chosen()?.available !== true;
    button.textContent = button.disabled ? texts.soldOut : texts.addToCart;
    result.replaceChildren();
  };
  select?.addEventListener("change", show);
  button.addEventListener("click", () => void add(chosen(), button, result, texts, settings));
  show();
  const details = el("div", { class: "card-details" }, [
    el("p", { class: "card-title" }, [link(card.url, card.title)]),
    price,
    el("div", { class: "buy" }, [select, button]),
    result,
  ]);
  return el("li", { class: "card" }, [createPicture(card), details]);
}

function createPicture({ imageUrl, imageAlt }: Card): HTMLElement {
  const src = imageUrl === null ? null : safeHref(imageUrl);
  const picture = el("div", { class: "picture" });
  if (src !== null) picture.append(el("img", { src, alt: imageAlt, loading: "lazy", width: "88", height: "88" }));
  return picture;
}

function createSelect(card: Card, texts: WidgetTexts, chosen: Variant | undefined): HTMLSelectElement {
  const options = card.variants.map(({ id, title, available }) =>
    el("option", { value: id, disabled: !available, selected: id === chosen?.id }, [
      available ? title : `${title} – ${texts.soldOut}`,
    ]),
  );
  return el("select", { "aria-label": texts.variant(card.title) }, options);
}

async function add(
  variant: Variant | undefined,
  button: HTMLButtonElement,
  result: HTMLElement,
  texts: WidgetTexts,
  { root }: WidgetSettings,
): Promise<void> {
  if (!variant) return;
  button.disabled = true;
  button.textContent = texts.adding;
  const problem = await postToCart(variant.id, root).catch(() => "");
  button.disabled = false;
  button.textContent = texts.addToCart;
  result.classList.toggle("is-problem", problem !== null);
  if (problem !== null) return result.replaceChildren(problem || texts.addFailed);
  result.replaceChildren(`${texts.added} `, link(`${root}cart`, texts.viewCart, { class: "inline-link" }));
  document.dispatchEvent(new CustomEvent("cart:refresh", { bubbles: true }));
}

/** Null when it was added, else the storefront's reason. Source: https://shopify.dev/docs/api/ajax/reference/cart */
async function postToCart(variantId: string, root: string): Promise<string | null> {
  const response = await fetch(`${root}cart/add.js`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ items: [{ id: Number(variantId), quantity: 1 }] }),
    signal: AbortSignal.timeout(ADD_TIMEOUT_MS),
  });
  if (response.ok) return null;
  const body: unknown = await response.json().catch(() => null);
  return typeof body === "object" && body !== null && "description" in body && typeof body.description === "string"
    ? body.description
    : "";
}
