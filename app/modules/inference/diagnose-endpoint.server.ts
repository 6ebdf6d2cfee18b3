import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { forgetCallEndpoints, getCallProfile } from "./call-profile.server";
import { chargeBudget } from "./charge-budget.server";
import { saveDefaultCheck } from "./default-check.server";
import { recordDoctorCalls } from "./doctor-ledger.server";
import { countResults, type DoctorEvent, type DoctorReport } from "./doctor/doctor-report";
import { runDoctor } from "./doctor/run-doctor.server";
import type { Endpoint } from "./endpoint";
import { getEndpoint } from "./resolve-endpoints.server";

const BUDGET_SCOPE = "doctor";
/** More than what a visit costs: a dozen short questions, and a long answer that is left early. */
const VISIT_TOKENS = 4_000;

/**
 * The doctor's visit to a model server of the shop, or to the operator's ("default"), told while it runs; its calls are in the log like every
 * other. What it finds is kept with the server, unless that was changed meanwhile.
 * @throws AppError `not_found`, `budget_exceeded`.
 */
export async function* diagnoseEndpoint(
  shop: ShopContext,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<DoctorEvent, void, undefined> {
  const [endpoint, { limits }] = await Promise.all([getEndpoint(shop, id), getCallProfile(shop)]);
  const { value: budget } = await chargeBudget(shop, [BUDGET_SCOPE], limits, VISIT_TOKENS);
  try {
    yield* visitEndpoint(shop, endpoint, signal);
  } finally {
    await budget.settle(VISIT_TOKENS);
  }
}

async function* visitEndpoint(
  shop: ShopContext,
  endpoint: Endpoint,
  signal: AbortSignal,
): AsyncGenerator<DoctorEvent, void, undefined> {
  for await (const event of runDoctor(endpoint, { signal, ledger: recordDoctorCalls(shop, endpoint) })) {
    if (event.type === "report") await saveReport(shop, endpoint, event.report);
    yield event;
  }
}

async function saveReport(shop: ShopContext, endpoint: Endpoint, report: DoctorReport): Promise<void> {
  const { id, baseUrl, model } = endpoint;
  await withTenant(shop, async (tx) => {
    if (id === null) await saveDefaultCheck(tx, shop, endpoint, report);
    else
      await tx.modelEndpoint.updateMany({
        where: { shopId: shop.shopId, id, baseUrl, model },
        data: { lastCheck: report, lastCheckAt: new Date() },
      });
    // What it can do chooses how chats are answered.
    forgetCallEndpoints(shop);
    const payload = { id, baseUrl, model, ok: report.ok, results: countResults(report.lines) };
    await appendEvent(tx, shop, { type: "endpoint.checked", payload });
  });
}
