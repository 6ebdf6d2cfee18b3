import { APIError } from "openai";
import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Endpoint } from "./endpoint";
import { checkEndpointAddress } from "./endpoint-address";
import { getModelClient } from "./model-client.server";
import { probeEndpoint, probeProblem } from "./probe-endpoint.server";
import { defaultEndpoints, openEndpoint } from "./resolve-endpoints.server";

/** One line of a test: what was looked at, how it went, and what to do if it went wrong. */
export type EndpointCheck = {
  readonly name: "address" | "models" | "answer";
  readonly ok: boolean;
  readonly detail: string;
};

/** `message` sums up the lines for a toast or banner. */
export type EndpointTest = {
  readonly ok: boolean;
  readonly message: string;
  readonly checks: readonly EndpointCheck[];
};

const MODELS_TIMEOUT_MS = 5_000;
const MAX_NAMED_MODELS = 5;

/**
 * Tries a model server of the shop, or the operator's ("default"): its address, its list of models, a real short answer. Stops at the first
 * failure.
 * @throws AppError `not_found`, `budget_exceeded`.
 */
export async function testEndpoint(shop: ShopContext, id: string): Promise<EndpointTest> {
  const checks = await runChecks(shop, await getEndpoint(shop, id));
  const failed = checks.find(({ ok }) => !ok);
  return { ok: failed === undefined, message: (failed ?? checks.at(-1))?.detail ?? "", checks };
}

async function getEndpoint(shop: ShopContext, id: string): Promise<Endpoint> {
  const endpoint = id === "default" ? defaultEndpoints()[0] : await openStored(shop, id);
  if (endpoint) return endpoint;
  throw new AppError("not_found", {
    message: "no such endpoint",
    userMessage: "This model server was removed already.",
  });
}

function openStored(shop: ShopContext, id: string): Promise<Endpoint | undefined> {
  return withTenant(shop, async (tx) => {
    const row = await tx.modelEndpoint.findUnique({ where: { shopId_id: { shopId: shop.shopId, id } } });
    return row ? openEndpoint(tx, shop, row) : undefined;
  });
}

async function runChecks(shop: ShopContext, endpoint: Endpoint): Promise<EndpointCheck[]> {
  const address = checkEndpointAddress(endpoint.baseUrl, endpoint);
  if (!address.ok) return [{ name: "address", ok: false, detail: address.reason }];
  const lines: EndpointCheck[] = [{ name: "address", ok: true, detail: address.baseUrl }, await checkModels(endpoint)];
  return lines.every(({ ok }) => ok) ? [...lines, await checkAnswer(shop, endpoint)] : lines;
}

async function checkModels(endpoint: Endpoint): Promise<EndpointCheck> {
  try {
    const page = await getModelClient(endpoint).openai.models.list({ timeout: MODELS_TIMEOUT_MS });
    const names = page.data.map(({ id }) => id);
    const isListed = names.includes(endpoint.model);
    const others = names.slice(0, MAX_NAMED_MODELS).join(", ");
    return {
      name: "models",
      ok: isListed,
      detail: isListed ? endpoint.model : `The server has no model "${endpoint.model}". It has: ${others || "none"}.`,
    };
  } catch (error) {
    return { name: "models", ok: false, detail: describeModelsError(error) };
  }
}

function describeModelsError(error: unknown): string {
  const status: unknown = error instanceof APIError ? error.status : undefined;
  if (status === 401 || status === 403) return "The server refused the API key.";
  if (typeof status === "number")
    return `The server answered with status ${status}. Check that the address is the one of its OpenAI-compatible API, usually ending in /v1.`;
  return "The server cannot be reached. Check that it runs, its address, and that this app's network may connect to it.";
}

async function checkAnswer(shop: ShopContext, endpoint: Endpoint): Promise<EndpointCheck> {
  const startedAt = performance.now();
  const problem = probeProblem(await probeEndpoint(shop, [endpoint]));
  return {
    name: "answer",
    ok: problem === null,
    detail: problem ?? `${endpoint.model} answered in ${Math.round(performance.now() - startedAt)} ms.`,
  };
}
