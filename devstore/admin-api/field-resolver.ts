import { defaultFieldResolver, getNamedType, GraphQLError, isNonNullType } from "graphql";
import type { GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import { notImplemented } from "./api-call.ts";
import type { ApiCall } from "./api-call.ts";
import { isProtected } from "./protected-data.ts";
import { adminSchema } from "./schema.ts";
import type { Requirement } from "./schema.ts";

/**
 * Resolves a field from plain objects, after refusing what the token may not see. A field that no view has is null,
 * or an error where Shopify promises a value; at the root always an error, since null would mean "not there".
 */
export const resolveField: GraphQLFieldResolver<unknown, ApiCall> = (source, args, call, info) => {
  requireAccess(call, info);
  const value: unknown = defaultFieldResolver(source, args, call, info);
  if (value !== undefined) return value;
  const atRoot = info.path.prev === undefined;
  if (atRoot || isNonNullType(info.returnType)) throw notImplemented(`${info.parentType.name}.${info.fieldName}`);
  return null;
};

function requireAccess(call: ApiCall, info: GraphQLResolveInfo): void {
  const { requirementOf } = adminSchema();
  const returned = getNamedType(info.returnType).name.replace(/(Connection|Edge)$/, "");
  const requirement = requirementOf(info.parentType.name, info.fieldName) ?? requirementOf(returned);
  if (requirement && !isGranted(call.scopes, requirement)) throw accessDenied(info.fieldName, requirement);
  if (call.state.redactsCustomerData && isProtected(info.parentType.name, info.fieldName)) {
    throw new GraphQLError(
      `This app is not approved to use the ${info.fieldName} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
      {
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/docs/apps/launch/protected-customer-data",
        },
      },
    );
  }
}

/** Whether the token may see objects of a type, for lookups that name the type only in their argument. */
export function requireTypeAccess(call: ApiCall, typeName: string, fieldName: string): void {
  const requirement = adminSchema().requirementOf(typeName);
  if (requirement && !isGranted(call.scopes, requirement)) throw accessDenied(fieldName, requirement);
}

/** One of the scopes is enough; a write scope includes the read scope of the same name. */
function isGranted(granted: ReadonlySet<string>, { scopes }: Requirement): boolean {
  return scopes.some((scope) => granted.has(scope) || granted.has(scope.replace(/^read_/, "write_")));
}

function accessDenied(fieldName: string, { text }: Requirement): GraphQLError {
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${text}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: text,
    },
  });
}
