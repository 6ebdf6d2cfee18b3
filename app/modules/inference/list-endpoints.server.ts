import { z } from "zod";
import { withTenant } from "~/db.server";
import type { ModelEndpoint } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { findDefaultCheck } from "./default-check.server";
import { DoctorReport } from "./doctor/doctor-report";
import { DEFAULT_ENDPOINT_ID, type EndpointSummary } from "./endpoint";
import { PURPOSES } from "./inference-types";
import { defaultEndpoints, listEndpointRows, throwRemoved } from "./resolve-endpoints.server";

/** The shop's model servers as pages show them, in their order; the operator's default (id null) when the shop has none of its own. */
export async function listEndpoints(shop: ShopContext): Promise<EndpointSummary[]> {
  return withTenant(shop, async (tx) => {
    const rows = await listEndpointRows(tx, shop);
    if (rows.length > 0) return rows.map(toEndpointSummary);
    return Promise.all(
      defaultEndpoints().map(async ({ id, name, baseUrl, model, apiKey }) => {
        const check = await findDefaultCheck(tx, shop, { baseUrl, model });
        const { report = null, checkedAt = null } = check ?? {};
        const last = toLastCheck(report, checkedAt);
        return { id, name, baseUrl, model, hasApiKey: apiKey !== null, enabled: true, purposes: PURPOSES, ...last };
      }),
    );
  });
}

/** One of those, by its id or "default". @throws AppError `not_found`. */
export async function getEndpointSummary(shop: ShopContext, id: string): Promise<EndpointSummary> {
  const found = (await listEndpoints(shop)).find((endpoint) => (endpoint.id ?? DEFAULT_ENDPOINT_ID) === id);
  return found ?? throwRemoved();
}

function toEndpointSummary(row: ModelEndpoint): EndpointSummary {
  const { id, name, baseUrl, model, enabled } = row;
  const purposes = z.array(z.enum(PURPOSES)).parse(row.purposes);
  const last = toLastCheck(row.lastCheck, row.lastCheckAt);
  return { id, name, baseUrl, model, hasApiKey: row.apiKey !== null, enabled, purposes, ...last };
}

/** A report in a form that is no longer read counts as none. */
function toLastCheck(report: unknown, checkedAt: Date | null): Pick<EndpointSummary, "lastCheck" | "lastCheckAt"> {
  const { data = null } = DoctorReport.safeParse(report);
  return { lastCheck: data, lastCheckAt: data === null ? null : (checkedAt?.toISOString() ?? null) };
}
