import type { FieldRef } from "~/modules/vault/vault-types";
import { exportSubject } from "./privacy-request";

/** The place of one part of an export. */
export function exportField(requestId: string, id: string): FieldRef {
  return { table: "privacy_export", column: "body", row: id, subject: exportSubject(requestId) };
}
