import express from "express";
import type { Request, RequestHandler, Response, Router } from "express";
import { z } from "zod";
import type { DevStoreContext } from "../context.ts";
import { addToCart, CartError, findSellable, saveCart, setQuantity } from "./cart.ts";
import type { Cart } from "./cart.ts";
import { cartJson, lineJson } from "./cart-view.ts";
import { findVisit } from "./visit.ts";
import type { Visit } from "./visit.ts";

const VariantId = z.coerce.number().int().positive();
const Quantity = z.coerce.number().int().min(0).max(10_000);
const AddLine = z.object({ id: VariantId, quantity: Quantity.min(1).default(1) });
const AddInput = z.union([z.object({ items: z.array(AddLine).min(1).max(50) }), AddLine]);
/** A line is named by its variant id, by its key (`<variant>:<product>`) or by its position from 1. */
const LineKey = z.preprocess((value) => String(value).split(":")[0], VariantId);
const ChangeInput = z.union([
  z.object({ id: LineKey, quantity: Quantity }),
  z.object({ line: z.coerce.number().int().positive(), quantity: Quantity }),
]);
const UpdateInput = z.object({
  updates: z.union([z.array(Quantity), z.record(z.string(), Quantity)]).default({}),
  note: z.string().max(500).optional(),
});

/**
 * The cart: Shopify's Ajax API (`/cart.js`, `/cart/add.js` …) and the same verbs without `.js` for plain forms.
 * Source: https://shopify.dev/docs/api/ajax/reference/cart
 */
export function cartRouter(context: DevStoreContext): Router {
  const router = express.Router();
  const bodies = [express.json({ limit: "64kb" }), express.urlencoded({ extended: true, limit: "64kb" })];
  router.get("/cart.js", (request, response, next) => {
    const visit = findVisit(context, request);
    if (!visit) return next();
    response.set("cache-control", "no-store").json(cartJson(visit, visit.cart));
  });
  const verbs = { add, change, update, clear };
  for (const [name, verb] of Object.entries(verbs)) {
    const handle: RequestHandler = (request, response, next) => {
      const visit = findVisit(context, request);
      if (!visit) return next();
      answer(visit, request, response, verb);
    };
    router.post([`/cart/${name}.js`, `/cart/${name}`], bodies, handle);
  }
  return router;
}

type Outcome = { cart: Cart; body: unknown };
type Verb = (visit: Visit, input: unknown) => Outcome;

function answer(visit: Visit, request: Request, response: Response, verb: Verb): void {
  const isAjax = request.path.endsWith(".js");
  try {
    const { cart, body } = verb(visit, request.body);
    saveCart(response, visit.store, cart);
    if (isAjax) return void response.set("cache-control", "no-store").json(body);
    response.redirect(303, "/cart");
  } catch (error) {
    const refusal = error instanceof CartError ? error : asBadInput(error);
    const body = { status: refusal.status, message: "Cart Error", description: refusal.message };
    if (isAjax) return void response.status(refusal.status).json(body);
    response.redirect(303, `/cart?problem=${encodeURIComponent(refusal.message)}`);
  }
}

function asBadInput(error: unknown): CartError {
  if (error instanceof z.ZodError) return new CartError(422, "Required parameter missing or invalid: id or quantity");
  throw error;
}

function add(visit: Visit, input: unknown): Outcome {
  const parsed = AddInput.parse(input);
  const lines = "items" in parsed ? parsed.items : [parsed];
  const cart = lines.reduce((kept, { id, quantity }) => addToCart(visit.store, kept, id, quantity), visit.cart);
  const items = lines.flatMap(({ id }) => {
    const sellable = findSellable(visit.store, id);
    const held = cart.lines.find(([line]) => line === id)?.[1] ?? 0;
    return sellable ? [lineJson(visit, sellable, held)] : [];
  });
  return { cart, body: "items" in parsed ? { items } : items[0] };
}

function change(visit: Visit, input: unknown): Outcome {
  const parsed = ChangeInput.parse(input);
  const id = "id" in parsed ? parsed.id : visit.cart.lines[parsed.line - 1]?.[0];
  if (id === undefined) throw new CartError(404, "no valid id or line parameter");
  return whole(visit, setQuantity(visit.store, visit.cart, id, parsed.quantity));
}

function update(visit: Visit, input: unknown): Outcome {
  const { updates, note } = UpdateInput.parse(input ?? {});
  const wanted = Array.isArray(updates)
    ? updates.map((quantity, index) => [visit.cart.lines[index]?.[0] ?? 0, quantity] as const)
    : Object.entries(updates).map(([key, quantity]) => [LineKey.parse(key), quantity] as const);
  const cart = wanted.reduce((kept, [id, quantity]) => setQuantity(visit.store, kept, id, quantity), visit.cart);
  return whole(visit, note === undefined ? cart : { ...cart, note });
}

function clear(visit: Visit): Outcome {
  return whole(visit, { ...visit.cart, note: "", lines: [] });
}

function whole(visit: Visit, cart: Cart): Outcome {
  return { cart, body: cartJson(visit, cart) };
}
