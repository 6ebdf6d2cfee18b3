import { useRouteLoaderData } from "@remix-run/react";
import { isAllowed, type Permission, type Role } from "~/modules/tenancy/permissions";

type Staff = {
  readonly role: Role | null;
  /** Whom to ask for another role. */
  readonly owners: readonly string[];
};

/** Who uses the admin pages, as the frame's loader told; nobody where the frame itself failed. */
export function useStaff(): Staff {
  return useRouteLoaderData<Staff>("routes/app") ?? { role: null, owners: [] };
}

/** Whether a control is of use to the reader: the server decides again, whatever is shown. */
export function useMay(permission: Permission): boolean {
  return isAllowed(useStaff().role, permission);
}
