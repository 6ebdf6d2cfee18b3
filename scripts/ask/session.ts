import type { Question } from "./questions.ts";
import { requestStore } from "./request-store.ts";
import type { StoreAddress } from "./request-store.ts";
import { SessionResponse } from "./wire.ts";

/** A chat session as the widget has it. */
export type ChatSession = { token: string; appOrigin: string; storefrontOrigin: string };

/** A question that cannot be asked, while others may be. */
export class SessionError extends Error {}

/** Questions with the same key may share a conversation. */
export function sessionKey({ store, customer }: Question): string {
  return `${store ?? ""}|${customer ?? ""}`;
}

/**
 * Begins a conversation through the store's signed app proxy, logged in first when the question names a customer.
 * @throws {SessionError} when the store or the app does not answer as it should; LaunchError when nothing answers
 */
export async function openSession(storeUrl: string, { store, customer }: Question): Promise<ChatSession> {
  const address = addressOf(storeUrl, store);
  const cookie = customer ? await logIn(address, customer) : "";
  const headers = { "content-type": "application/json", ...(cookie && { cookie }) };
  const response = await requestStore(address, "POST", "/apps/inhouse/session", headers, "{}");
  if (response.status !== 200) {
    throw new SessionError(`The app gave no chat session (status ${response.status}): ${response.body.slice(0, 300)}`);
  }
  const session = SessionResponse.safeParse(JSON.parse(response.body));
  if (!session.success) throw new SessionError("The app's answer is not a chat session; is it the same version?");
  return { token: session.data.token, appOrigin: session.data.origin, storefrontOrigin: address.origin };
}

function addressOf(storeUrl: string, store: string | undefined): StoreAddress {
  const { hostname, port, protocol } = new URL(storeUrl);
  const host = store ? `${store}.localhost:${port}` : `${hostname}:${port}`;
  return { port: Number(port), host, origin: `${protocol}//${host}` };
}

async function logIn(address: StoreAddress, customer: string): Promise<string> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await requestStore(
    address,
    "POST",
    "/account/login",
    headers,
    new URLSearchParams({ customer_id: customer }).toString(),
  );
  const cookie = response.cookies.map((text) => text.split(";")[0]).join("; ");
  if (response.status >= 400 || response.location?.includes("problem=") || !cookie)
    throw new SessionError(`The store has no customer ${customer}.`);
  return cookie;
}
