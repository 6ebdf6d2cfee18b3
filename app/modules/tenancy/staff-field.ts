import type { FieldRef } from "~/modules/vault/vault-types";

/** Where a member of staff's name or e-mail is stored, under a key of their own. */
export function staffField(staffId: string, column: "name" | "email"): FieldRef {
  return { table: "staff_member", column, row: staffId, subject: `staff:${staffId}` };
}
