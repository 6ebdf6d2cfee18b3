import type { TenantTx } from "~/db.server";
import type { DefaultEndpointCheck } from "~/generated/prisma/client";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { DoctorReport } from "./doctor/doctor-report";
import type { Endpoint } from "./endpoint";

type Place = Pick<Endpoint, "baseUrl" | "model">;

/** What the doctor last found at the operator's server; null when that has another address or model since. */
export async function findDefaultCheck(
  tx: TenantTx,
  { shopId }: ShopContext,
  { baseUrl, model }: Place,
): Promise<DefaultEndpointCheck | null> {
  return tx.defaultEndpointCheck.findFirst({ where: { shopId, baseUrl, model } });
}

/** Keeps what the doctor found at the operator's server, instead of what was found before. */
export async function saveDefaultCheck(
  tx: TenantTx,
  { shopId }: ShopContext,
  { baseUrl, model }: Place,
  report: DoctorReport,
): Promise<void> {
  const found = { baseUrl, model, checkedAt: new Date(), report };
  await tx.defaultEndpointCheck.upsert({ where: { shopId }, create: { shopId, ...found }, update: found });
}
