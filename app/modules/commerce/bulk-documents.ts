import { z } from "zod";
import type { AdminDocument } from "./admin-document";

const Operation = z.object({
  id: z.string(),
  status: z.enum(["CANCELED", "CANCELING", "COMPLETED", "CREATED", "EXPIRED", "FAILED", "RUNNING"]),
  errorCode: z.string().nullable(),
  url: z.string().nullable(),
});

export type BulkOperation = z.infer<typeof Operation>;

/** Starts a bulk query; grouped, so that a product's lines follow it and can be read as a stream. */
export const BULK_START = {
  text: `mutation StartExport($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation { id } userErrors { field message code } }
  }`,
  data: z.object({
    bulkOperationRunQuery: z
      .object({
        bulkOperation: z.object({ id: z.string() }).nullable(),
        userErrors: z.array(z.object({ message: z.string(), code: z.string().nullable() })),
      })
      .nullable(),
  }),
} satisfies AdminDocument<unknown>;

export const BULK_STATUS = {
  text: `query ExportStatus($id: ID!) { bulkOperation(id: $id) { id status errorCode url } }`,
  data: z.object({ bulkOperation: Operation.nullable() }),
} satisfies AdminDocument<unknown>;
