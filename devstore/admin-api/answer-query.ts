import { executeSync, GraphQLError, Kind, OperationTypeNode, parse, specifiedRules, validate } from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { ApiCall } from "./api-call.ts";
import { costExtension, MAX_QUERY_POINTS, requestedCost, spendPoints } from "./cost.ts";
import { resolveField } from "./field-resolver.ts";
import { mutationRoot } from "./mutation-root.ts";
import { queryRoot } from "./query-root.ts";
import { adminSchema } from "./schema.ts";
import { rememberSources } from "./translations.ts";

const MAX_KNOWN_DOCUMENTS = 500;
const validDocuments = new Map<string, DocumentNode>();

export type GraphqlRequest = {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string | null | undefined;
};

/** Answers a GraphQL request as the Admin API does: validated against Shopify's schema, within scopes and cost. */
export function answerQuery(call: ApiCall, request: GraphqlRequest): object {
  rememberSources(call.store);
  const { schema } = adminSchema();
  const read = readDocument(schema, request.query);
  if ("errors" in read) return read;
  const { document } = read;
  const requested = requestedCost(schema, document, request.variables);
  if (requested > MAX_QUERY_POINTS) return tooExpensive(requested);
  if (!spendPoints(call.state, requested)) {
    return { ...throttled(), extensions: { cost: costExtension(call.state, requested, null) } };
  }
  const result = executeSync({
    schema,
    document,
    rootValue: isMutation(document, request.operationName) ? mutationRoot : queryRoot,
    contextValue: call,
    fieldResolver: resolveField,
    variableValues: request.variables,
    operationName: request.operationName ?? null,
  });
  return { ...withCodes(result), extensions: { cost: costExtension(call.state, requested, requested) } };
}

/** Shopify's answer when the bucket is empty. */
export function throttled() {
  const extensions = { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" };
  return { errors: [{ message: "Throttled", extensions }] };
}

function tooExpensive(cost: number) {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_POINTS}).`;
  const documentation = "https://shopify.dev/api/usage/rate-limits#rate-limits";
  return {
    errors: [{ message, extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_QUERY_POINTS, documentation } }],
  };
}

/** Validating against 3,546 types takes longer than answering does, and an app asks the same few questions. */
function readDocument(schema: GraphQLSchema, query: string): { document: DocumentNode } | { errors: object[] } {
  const known = validDocuments.get(query);
  if (known) return { document: known };
  try {
    const document = parse(query);
    const invalid = validate(schema, document, specifiedRules, { maxErrors: 20 });
    if (invalid.length > 0) return { errors: invalid.map(asValidationError) };
    if (validDocuments.size >= MAX_KNOWN_DOCUMENTS) validDocuments.clear();
    validDocuments.set(query, document);
    return { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [asValidationError(error)] };
    throw error;
  }
}

function asValidationError(error: GraphQLError) {
  return { ...error.toJSON(), extensions: { code: "GRAPHQL_VALIDATION_FAILED" } };
}

function isMutation(document: DocumentNode, name: string | null | undefined): boolean {
  return document.definitions.some(
    (entry) =>
      entry.kind === Kind.OPERATION_DEFINITION &&
      entry.operation === OperationTypeNode.MUTATION &&
      (!name || entry.name?.value === name),
  );
}

/** An error of our own making is a defect of the dev store: say where it is, for whoever develops with it. */
function withCodes({ data, errors }: ExecutionResult) {
  for (const error of errors ?? []) {
    if (error.originalError && !(error.originalError instanceof GraphQLError))
      console.error("dev store:", error.originalError);
  }
  return { ...(errors && { errors: errors.map((error) => error.toJSON()) }), data: data ?? null };
}
