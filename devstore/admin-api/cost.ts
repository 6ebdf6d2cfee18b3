import {
  getNamedType,
  GraphQLList,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { DocumentNode, FieldNode, GraphQLSchema } from "graphql";
import type { ShopState } from "../shop-state.ts";

/** Points of a Plus shop; source: https://shopify.dev/docs/api/usage/limits */
const BUCKET_POINTS = 20_000;
const RESTORE_POINTS_PER_SECOND = 1_000;
export const MAX_QUERY_POINTS = 1_000;
const MUTATION_POINTS = 10;

/**
 * Points that a query asks for: 1 for an object, 10 for a mutation, 2 and the page size times the node for a
 * connection. Simpler than Shopify's own calculation and at least as much.
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  const types = new TypeInfo(schema);
  const factors = [1];
  let points = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(field) {
          const factor = factors.at(-1) ?? 1;
          points += factor * ownPoints(types, field);
          factors.push(factor * pageSize(types, field, variables));
        },
        leave() {
          factors.pop();
        },
      },
    }),
  );
  return points;
}

function ownPoints(types: TypeInfo, field: FieldNode): number {
  const type = types.getType();
  if (types.getParentType() === null || !type || !isCompositeType(getNamedType(type))) return 0;
  if (types.getParentType()?.name === "Mutation") return MUTATION_POINTS;
  const { name } = getNamedType(type);
  if (name.endsWith("Connection")) return 2;
  // Edges and page info come with the connection.
  if (name.endsWith("Edge") || name === "PageInfo") return 0;
  return field.selectionSet ? 1 : 0;
}

function pageSize(types: TypeInfo, field: FieldNode, variables: Record<string, unknown>): number {
  const type = types.getType();
  const isList = isListType(isNonNullType(type) ? type.ofType : type) || type instanceof GraphQLList;
  const isConnection = type != null && getNamedType(type).name.endsWith("Connection");
  if (!isConnection || isList) return 1;
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== "first" && name.value !== "last") continue;
    const size =
      value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.INT ? Number(value.value) : 1;
    if (typeof size === "number") return size;
  }
  return 1;
}

/** Points in the shop's bucket now. */
export function availablePoints({ bucket }: ShopState): number {
  if (bucket.at === 0) return BUCKET_POINTS;
  const restored = ((Date.now() - bucket.at) / 1_000) * RESTORE_POINTS_PER_SECOND;
  return Math.floor(Math.min(BUCKET_POINTS, bucket.points + restored));
}

/** Takes points from the bucket; false, taking none, when there are too few. */
export function spendPoints(state: ShopState, points: number): boolean {
  const available = availablePoints(state);
  if (available < points) return false;
  state.bucket = { points: available - points, at: Date.now() };
  return true;
}

/** The `extensions.cost` of an answer. */
export function costExtension(state: ShopState, requested: number, actual: number | null) {
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: {
      maximumAvailable: BUCKET_POINTS,
      currentlyAvailable: availablePoints(state),
      restoreRate: RESTORE_POINTS_PER_SECOND,
    },
  };
}
