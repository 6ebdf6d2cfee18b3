import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Variables that a global setup hands to the tests. */
    environment: Record<string, string>;
  }
}
