import { randomUUID } from "node:crypto";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Product } from "../context.ts";
import type { Store } from "../store-schema.ts";
import { KEPT_COOKIE, readCookie } from "./cookies.ts";

/** A cookie holds 4 kB; this many lines fit with room to spare. */
const MAX_LINES = 60;

const Cart = z.strictObject({
  token: z.string().max(64),
  note: z.string().max(500).default(""),
  /** Variant id and quantity, newest first. */
  lines: z.array(z.tuple([z.int().positive(), z.int().positive()])).max(MAX_LINES),
});
export type Cart = z.infer<typeof Cart>;

export type Variant = Product["variants"][number];
export type Sellable = { product: Product; variant: Variant };

/** Why a cart refuses a change; the description is for the shopper. */
export class CartError extends Error {
  readonly status: 404 | 422;

  constructor(status: 404 | 422, description: string) {
    super(description);
    this.status = status;
  }
}

const cookieName = (store: Store) => `cart_${store.shop.handle}`;

/** The request's cart without what is no longer sold; an empty one when there is none or it is malformed. */
export function readCart(request: Request, store: Store): Cart {
  const kept = parseCart(readCookie(request, cookieName(store)));
  if (!kept) return { token: randomUUID(), note: "", lines: [] };
  return { ...kept, lines: kept.lines.filter(([id]) => findSellable(store, id)) };
}

/** Keeps the cart in the shopper's cookie. */
export function saveCart(response: Response, store: Store, cart: Cart): void {
  response.cookie(cookieName(store), JSON.stringify(cart), KEPT_COOKIE);
}

function parseCart(text: string | null): Cart | null {
  if (!text) return null;
  try {
    return Cart.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** An active product's variant by its numeric id; null when it isn't sold. */
export function findSellable(store: Store, variantId: number): Sellable | null {
  for (const product of store.products) {
    const variant = product.variants.find(({ id }) => id === variantId);
    if (variant && product.status === "ACTIVE") return { product, variant };
  }
  return null;
}

/** Adds to the cart. @throws CartError when the variant is unknown, sold out or short. */
export function addToCart(store: Store, cart: Cart, variantId: number, quantity: number): Cart {
  const held = cart.lines.find(([id]) => id === variantId)?.[1] ?? 0;
  return setQuantity(store, cart, variantId, held + quantity);
}

/** Sets a line's quantity; 0 removes it. @throws CartError when the variant is unknown, sold out or short. */
export function setQuantity(store: Store, cart: Cart, variantId: number, quantity: number): Cart {
  const others = cart.lines.filter(([id]) => id !== variantId);
  if (quantity === 0) return { ...cart, lines: others };
  const sellable = findSellable(store, variantId);
  if (!sellable) throw new CartError(404, "Cannot find variant");
  requireStock(sellable, quantity);
  if (others.length >= MAX_LINES) throw new CartError(422, `A cart holds ${MAX_LINES} different items.`);
  const index = cart.lines.findIndex(([id]) => id === variantId);
  if (index < 0) return { ...cart, lines: [[variantId, quantity], ...cart.lines] };
  return { ...cart, lines: cart.lines.with(index, [variantId, quantity]) };
}

function requireStock({ product, variant }: Sellable, quantity: number): void {
  const stock = variant.inventoryQuantity;
  if (stock <= 0) throw new CartError(422, `The product '${product.title}' is already sold out.`);
  if (quantity > stock) throw new CartError(422, `You can only add ${stock} of ${product.title} to the cart.`);
}
