import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { execute, GraphQLError, parse, validate } from "graphql";
import type { DocumentNode, ExecutionResult } from "graphql";
import { bulkPayload } from "../webhook-payloads.ts";
import { gid, idOf } from "../gid.ts";
import type { ApiCall, View } from "./api-call.ts";
import { isRunning, bulkView } from "./bulk-operation.ts";
import type { BulkOperation } from "./bulk-operation.ts";
import { findBulkQueryError } from "./bulk-rules.ts";
import { toJsonLines } from "./bulk-lines.ts";
import { resolveField } from "./field-resolver.ts";
import { queryRoot } from "./query-root.ts";
import { adminSchema } from "./schema.ts";

/** From 2026-01; source: https://shopify.dev/docs/api/usage/bulk-operations/queries */
const MAX_RUNNING = 5;
/** Long enough that a reader sees CREATED and RUNNING, short enough for tests. */
const STEP_MS = 120;

/** `Mutation.bulkOperationRunQuery`: starts the operation; it finishes in the background. */
export function runBulkQuery({ query, groupObjects }: { query: string; groupObjects: boolean }, call: ApiCall): View {
  const failed = (message: string, code: string) => ({
    bulkOperation: null,
    userErrors: [{ field: ["query"], message, code }],
  });
  const document = parseQuery(query);
  if (document instanceof GraphQLError) return failed(`Invalid bulk query: ${document.message}`, "INVALID");
  const [invalid] = validate(adminSchema().schema, document);
  if (invalid) return failed(`Invalid bulk query: ${invalid.message}`, "INVALID");
  const rule = findBulkQueryError(adminSchema().schema, document);
  if (rule !== null) return failed(rule, "INVALID");
  const { bulkOperations } = call.state;
  if (bulkOperations.filter(isRunning).length >= MAX_RUNNING) {
    const busy = bulkOperations
      .filter(isRunning)
      .map((entry) => gid("BulkOperation", entry.id))
      .join(", ");
    return failed(
      `A bulk query operation for this app and shop is already in progress: ${busy}.`,
      "OPERATION_IN_PROGRESS",
    );
  }
  const operation = newOperation(query, bulkOperations.length + 1);
  bulkOperations.push(operation);
  void carryOut(operation, document, groupObjects, { ...call, unlimited: true });
  return { bulkOperation: bulkView(operation, call.services.context.publicOrigin), userErrors: [] };
}

/** `Mutation.bulkOperationCancel`. */
export function cancelBulkOperation({ id }: { id: string }, call: ApiCall): View {
  const operation = call.state.bulkOperations.find((entry) => entry.id === idOf("BulkOperation", id));
  const view = operation ? bulkView(operation, call.services.context.publicOrigin) : null;
  const failed = (message: string) => ({ bulkOperation: view, userErrors: [{ field: ["id"], message }] });
  if (!operation) return failed("Bulk operation does not exist");
  if (!isRunning(operation))
    return failed(`A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`);
  operation.status = "CANCELING";
  return { bulkOperation: bulkView(operation, call.services.context.publicOrigin), userErrors: [] };
}

function parseQuery(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function newOperation(query: string, id: number): BulkOperation {
  return {
    id,
    fileId: randomUUID(),
    query,
    status: "CREATED",
    errorCode: null,
    createdAt: new Date().toISOString(),
    completedAt: null,
    lines: [],
    rootObjects: 0,
  };
}

async function carryOut(
  operation: BulkOperation,
  document: DocumentNode,
  grouped: boolean,
  call: ApiCall,
): Promise<void> {
  await sleep(STEP_MS);
  if (operation.status === "CREATED") operation.status = "RUNNING";
  await sleep(STEP_MS);
  if (operation.status === "CANCELING") {
    operation.status = "CANCELED";
  } else {
    const { schema } = adminSchema();
    const execution = { schema, document, rootValue: queryRoot, contextValue: call, fieldResolver: resolveField };
    finish(operation, await execute(execution), grouped);
  }
  operation.completedAt = new Date().toISOString();
  call.services.emit(call.store, "bulk_operations/finish", bulkPayload(operation));
}

function finish(operation: BulkOperation, { data, errors }: ExecutionResult, grouped: boolean): void {
  const [error] = errors ?? [];
  if (error || !data) {
    operation.status = "FAILED";
    operation.errorCode = error?.extensions["code"] === "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    return;
  }
  const { lines, rootObjects } = toJsonLines(data, grouped);
  operation.lines = lines;
  operation.rootObjects = rootObjects;
  operation.status = "COMPLETED";
}
