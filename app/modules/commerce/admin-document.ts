import type { z } from "zod";

/** One GraphQL document of the Admin API 2026-10 with the schema of the data that it asks for. */
export type AdminDocument<T> = {
  readonly text: string;
  readonly data: z.ZodType<T>;
};
