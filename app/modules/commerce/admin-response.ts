import { z } from "zod";

/** Source: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
const GraphqlError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});

/** What every answer of the Admin API has around its data. */
export const AdminResponse = z.object({
  data: z.unknown().optional(),
  errors: z.array(GraphqlError).optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number().nullish(),
          throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }).nullish(),
        })
        .nullish(),
      /** Seconds, from the header of an answer that was not even a GraphQL response. */
      retryAfterS: z.number().positive().optional(),
    })
    .optional(),
});

export type AdminResponse = z.infer<typeof AdminResponse>;

const MIN_WAIT_MS = 250;
const MAX_WAIT_MS = 10_000;
const DEFAULT_WAIT_MS = 1_000;

/** True when Shopify refused the request because the shop's points were used up. */
export function isThrottled({ errors }: AdminResponse): boolean {
  return errors?.some((error) => error.extensions?.code === "THROTTLED") ?? false;
}

/**
 * Milliseconds after which a throttled request may be sent again: as Shopify says, or until the shop has enough points for it.
 * Source: https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits
 */
export function retryWaitMs({ extensions }: AdminResponse): number {
  return Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, Math.ceil(wantedWaitMs(extensions))));
}

function wantedWaitMs(extensions: AdminResponse["extensions"]): number {
  if (extensions?.retryAfterS !== undefined) return extensions.retryAfterS * 1_000;
  const status = extensions?.cost?.throttleStatus;
  const cost = extensions?.cost?.requestedQueryCost;
  if (!status || cost === null || cost === undefined || status.restoreRate <= 0) return DEFAULT_WAIT_MS;
  return ((cost - status.currentlyAvailable) / status.restoreRate) * 1_000;
}

/**
 * Paths that came back null because the app may not see them: withheld is not the same as absent.
 * Null when an error of another kind is among them.
 */
export function withheldPaths({ errors = [] }: AdminResponse): string[] | null {
  const denied = errors.every((error) => error.extensions?.code === "ACCESS_DENIED" && error.path);
  return denied ? errors.map((error) => (error.path ?? []).join(".")) : null;
}
