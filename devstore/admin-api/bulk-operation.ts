import { gid } from "../gid.ts";
import type { View } from "./api-call.ts";

/** A bulk query and its result. */
export type BulkOperation = {
  id: number;
  /** Name of the result file; unguessable, since its address is the only key to it. */
  fileId: string;
  query: string;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | null;
  createdAt: string;
  completedAt: string | null;
  lines: string[];
  rootObjects: number;
};

/** Whether an operation still takes one of the places for running ones. */
export function isRunning({ status }: BulkOperation): boolean {
  return status === "CREATED" || status === "RUNNING" || status === "CANCELING";
}

/** The API's `BulkOperation`; `origin` is where its result can be fetched. */
export function bulkView(operation: BulkOperation, origin: string): View {
  const done = operation.status === "COMPLETED" && operation.lines.length > 0;
  return {
    __typename: "BulkOperation",
    id: gid("BulkOperation", operation.id),
    type: "QUERY",
    status: operation.status,
    errorCode: operation.errorCode,
    query: operation.query,
    createdAt: operation.createdAt,
    completedAt: operation.completedAt,
    objectCount: String(operation.lines.length),
    rootObjectCount: String(operation.rootObjects),
    fileSize: done ? String(Buffer.byteLength(operation.lines.join("\n"))) : null,
    url: done ? `${origin}/_shopify/bulk/${operation.fileId}.jsonl` : null,
    partialDataUrl: null,
  };
}
