import { action as sessionAction } from "~/routes/proxy.session";
import { action as forgetAction } from "~/routes/proxy.forget";
import { action as bufferedTurnAction } from "~/routes/proxy.turn";
import { action as turnAction } from "~/routes/chat.turn";
import { withTenant } from "~/db.server";
import { saveProducts } from "~/modules/commerce/save-products.server";
import { indexProducts } from "~/modules/knowledge/index-products.server";
import { textPassages } from "~/modules/knowledge/text-passages";
import { writePassages } from "~/modules/knowledge/write-passages.server";
import { ChatEvent, SessionResponse } from "~/modules/support-chat/chat-protocol";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { signProxyQuery } from "../../devstore/signatures.ts";
import { PRODUCTS, TEXTS } from "./knowledge-corpus";

/** A shop with the small catalogue of the search's evaluation, and a page that says how to reach it. */
export async function makeChatShop(shopId: string): Promise<void> {
  const shop = systemShop(shopId, "test");
  await withTenant(
    shop,
    (tx) =>
      tx.$executeRaw`INSERT INTO shop (shop_id, name, currency, storefront_url) VALUES (${shopId}, 'Alder & Moss', 'EUR', 'https://shop.example')`,
  );
  await withTenant(shop, (tx) =>
    saveProducts(
      tx,
      shop,
      PRODUCTS.map((entry) => entry.product),
    ),
  );
  await indexProducts(shop, PRODUCTS);
  const contact = {
    id: "gid://shopify/page/contact",
    kind: "page" as const,
    title: "Contact",
    url: "https://shop.example/contact",
    html: "<p>Write to hello@shop.example.</p>",
    locale: "en",
  };
  const texts = [...TEXTS, contact];
  const sourceIds = [...new Set(texts.map(({ id }) => id))];
  await withTenant(shop, (tx) => writePassages(tx, shop, sourceIds, texts.flatMap(textPassages)));
}

function args(request: Request) {
  return { request, params: {}, context: {} };
}

/** A request as the storefront's app proxy passes it on, signed. */
export function proxyRequest(path: string, shopId: string, customerId: string | null, body: string): Request {
  const query = new URLSearchParams({
    shop: shopId,
    logged_in_customer_id: customerId ?? "",
    path_prefix: "/apps/inhouse",
    timestamp: String(Math.floor(Date.now() / 1_000)),
  });
  const signed = signProxyQuery(process.env["SHOPIFY_API_SECRET"] ?? "", query);
  return new Request(`http://localhost:3000${path}?${signed}`, { method: "POST", body });
}

/** POST /proxy/session; the response as it is. */
export function postSession(shopId: string, customerId: string | null, body: string): Promise<Response> {
  return sessionAction(args(proxyRequest("/proxy/session", shopId, customerId, body)));
}

/** An open session of a guest (null) or customer. */
export async function openChat(
  shopId: string,
  customerId: string | null = null,
  input: object = {},
): Promise<SessionResponse> {
  const response = await postSession(shopId, customerId, JSON.stringify(input));
  return SessionResponse.parse(await response.json());
}

/** POST /chat/turn; the response as it is. */
export function postTurn(
  token: string,
  body: string,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  const init = { method: "POST", body, headers: { authorization: `Bearer ${token}`, ...headers } };
  return turnAction(args(new Request("http://localhost:3000/chat/turn", signal ? { ...init, signal } : init)));
}

/** POST /proxy/turn; the response as it is. */
export function postBufferedTurn(shopId: string, customerId: string | null, body: object): Promise<Response> {
  return bufferedTurnAction(args(proxyRequest("/proxy/turn", shopId, customerId, JSON.stringify(body))));
}

/** POST /proxy/forget; the response as it is. */
export function postForget(shopId: string, customerId: string | null, token: string): Promise<Response> {
  return forgetAction(args(proxyRequest("/proxy/forget", shopId, customerId, JSON.stringify({ token }))));
}

/** The events of a streamed answer. */
export async function eventsOf(response: Response): Promise<ChatEvent[]> {
  const blocks = (await response.text()).split("\n\n").filter((block) => block.startsWith("data: "));
  return blocks.map((block) => ChatEvent.parse(JSON.parse(block.slice(6))));
}

/** Asks one question and waits for the whole answer. */
export async function ask(token: string, text: string, turnId: string = crypto.randomUUID()): Promise<ChatEvent[]> {
  return eventsOf(await postTurn(token, JSON.stringify({ turnId, text })));
}

export const textOf = (events: readonly ChatEvent[]) =>
  events.map((event) => (event.type === "text" ? event.text : "")).join("");

/** The one event of a type; fails the test when there is none. */
export function eventOf<T extends ChatEvent["type"]>(
  events: readonly ChatEvent[],
  type: T,
): Extract<ChatEvent, { type: T }> {
  const found = events.find((event): event is Extract<ChatEvent, { type: T }> => event.type === type);
  if (!found) throw new Error(`no ${type} in ${JSON.stringify(events)}`);
  return found;
}
