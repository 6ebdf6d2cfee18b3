import { getNamedType, Kind, OperationTypeNode, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { DocumentNode, FieldNode, GraphQLSchema } from "graphql";

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 3;

/**
 * What Shopify refuses in a bulk query beyond its schema; null when it is fine.
 * Source: https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions
 */
export function findBulkQueryError(schema: GraphQLSchema, document: DocumentNode): string | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY)
    return "Bulk queries must contain exactly one query.";
  const roots = operation.selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : "",
  );
  if (roots.length !== 1) return "Bulk queries must contain a single top-level field.";
  if (roots[0] === "node" || roots[0] === "nodes")
    return "Bulk queries cannot use the top-level `node` or `nodes` fields.";
  return connectionError(schema, document);
}

function connectionError(schema: GraphQLSchema, document: DocumentNode): string | null {
  const types = new TypeInfo(schema);
  const open: FieldNode[] = [];
  let connections = 0;
  let problem: string | null = null;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(field) {
          if (!isConnection(types)) return;
          connections += 1;
          const parent = open.at(-1);
          if (parent && !selectsId(parent)) {
            problem ??=
              "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' type.";
          }
          open.push(field);
          if (open.length > MAX_DEPTH)
            problem ??= "Bulk queries cannot contain connections nested more than 2 levels deep.";
        },
        leave(field) {
          if (open.at(-1) === field) open.pop();
        },
      },
    }),
  );
  if (connections === 0) return "Bulk queries must contain at least one connection.";
  if (connections > MAX_CONNECTIONS) return `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`;
  return problem;
}

function isConnection(types: TypeInfo): boolean {
  const type = types.getType();
  return type != null && getNamedType(type).name.endsWith("Connection");
}

/** Whether the connection's `nodes`, or its edges' `node`, select `id`; a fragment counts as doing so. */
function selectsId(field: FieldNode): boolean {
  const selections = field.selectionSet?.selections ?? [];
  return selections.some((selection) => {
    if (selection.kind !== Kind.FIELD) return true;
    if (selection.name.value === "edges") return selectsId(selection);
    if (selection.name.value !== "node" && selection.name.value !== "nodes") return false;
    const inner = selection.selectionSet?.selections ?? [];
    return inner.some((entry) => entry.kind !== Kind.FIELD || (entry.name.value === "id" && !entry.alias));
  });
}
