import { errorResponse } from "./error-response.server";

/**
 * Wraps a page's loader or action: a failure leaves as a bare response, which the page's ErrorBoundary shows. Without it
 * Remix would answer every failure as 500 and hide its text.
 */
export function withErrorResponse<A extends { request: Request }, T>(
  handler: (args: A) => Promise<T>,
): (args: A) => Promise<T> {
  return async (args) => {
    try {
      return await handler(args);
    } catch (error) {
      throw errorResponse(error, args.request);
    }
  };
}
