import { z } from "zod";

const Url = z.url({ protocol: /^https?$/ });

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  SHOPIFY_APP_URL: Url,
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SCOPES: z.string().min(1),
  /** Where requests for a shop's domain go instead of to Shopify; see docs/decisions on the two seams. */
  SHOPIFY_ORIGIN: Url.optional(),
  APP_BRIDGE_URL: Url.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  VAULT_KEY_FILE: z.string().min(1),
  /** Signs the audit log's heads (Ed25519, PEM); beside the master key unless it is given. */
  AUDIT_KEY_FILE: z.string().min(1).optional(),
  /** Where the signed heads are kept outside the database; a folder beside the keys' unless it is given. */
  AUDIT_ANCHOR_DIR: z.string().min(1).optional(),
  /** Months of events that stay; older sealed months are dropped. All stay when it is not set; the database keeps twelve in any case. */
  AUDIT_RETENTION_MONTHS: z.coerce.number().int().min(12).optional(),
  INFERENCE_BASE_URL: Url.optional(),
  INFERENCE_API_KEY: z.string().optional(),
  INFERENCE_MODEL: z.string().optional(),
  /** The operator allows model endpoints on plain http and private networks. */
  INFERENCE_ALLOW_PRIVATE: z.stringbool().default(false),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof Env>;

/**
 * Parses the process's settings.
 * @throws Error with one line per bad variable, never its value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = Env.safeParse(set);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These settings are missing or wrong:\n${lines.join("\n")}`);
}

export const env = parseEnv(process.env);
