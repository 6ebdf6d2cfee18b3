import { isAllowed } from "~/modules/tenancy/permissions";
import { listStaff } from "~/modules/tenancy/list-staff.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { StaffRef } from "./review-state";

export type StaffDirectory = {
  /** By a member's number in Shopify, or a job's name. */
  readonly refOf: (id: string) => StaffRef;
  /** Those whose role lets them review. */
  readonly reviewers: readonly StaffRef[];
};

/** Who is who among the shop's staff. */
export async function openStaffDirectory(shop: ShopContext): Promise<StaffDirectory> {
  const members = await listStaff(shop);
  const names = new Map(members.map(({ staffId, name }) => [staffId, name]));
  const refOf = (id: string) => ({ id, name: names.get(id) ?? (/^\d+$/.test(id) ? `Staff ${id}` : id) });
  const reviewers = members.filter(({ role }) => isAllowed(role, "logs.review"));
  return { refOf, reviewers: reviewers.map(({ staffId }) => refOf(staffId)) };
}
