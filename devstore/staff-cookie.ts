import type { Request, Response } from "express";
import type { Staff } from "./context.ts";
import { findCookie } from "./customer-cookie.ts";
import type { Store } from "./store-schema.ts";

const cookieName = (store: Store) => `devstore_staff_${store.shop.handle}`;

/** Everyone who can be logged in to a shop's admin, its owner first. */
export function listStaff({ shop }: Store): Staff[] {
  return [shop.staff, ...shop.team];
}

/** Who is logged in to the shop's admin: the one whom the user menu chose, else the shop's owner. */
export function findLoggedInStaff(request: Request, store: Store): Staff {
  const id = findCookie(request, cookieName(store));
  return listStaff(store).find((staff) => String(staff.id) === id) ?? store.shop.staff;
}

/** Logs a member of staff in; there is no password, as for customers of the development store. */
export function setStaffCookie(response: Response, store: Store, staffId: number): void {
  response.cookie(cookieName(store), String(staffId), { httpOnly: true, sameSite: "lax", path: "/" });
}
