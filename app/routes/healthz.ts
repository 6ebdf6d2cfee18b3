import { env } from "~/env.server";
import { APP_VERSION } from "~/lib/app-version";
import { checkHealth } from "~/modules/jobs/check-health.server";

/** Liveness and dependencies for people and load balancers: 200 when requests can be answered, 503 when not. */
export async function loader() {
  const { database, worker } = await checkHealth();
  const status = database === "failed" ? "failed" : worker === "ok" ? "ok" : "degraded";
  const model = env.INFERENCE_BASE_URL === undefined ? "not_configured" : "configured";
  const headers = { "cache-control": "no-store" };
  return Response.json(
    { status, database, worker, model, version: APP_VERSION },
    { status: status === "failed" ? 503 : 200, headers },
  );
}
