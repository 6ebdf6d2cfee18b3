import { z } from "zod";

const Url = z.url({ protocol: /^https?$/ });

const HostAndPort = z
  .string()
  .regex(/^(?:\[[\da-f:.]+\]|[\w.-]+):\d{1,5}$/i, "write each as host:port")
  .transform((text) => ({
    host: text.slice(0, text.lastIndexOf(":")),
    port: Number(text.slice(text.lastIndexOf(":") + 1)),
  }));

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
  VAULT_KEY_FILE: z.string().min(1).optional(),
  /** A KMS key's ARN or id; used instead of the key file. */
  VAULT_KMS_KEY_ID: z
    .string()
    .refine((id) => !id.includes("alias/"), "name the key by its ARN or id: an alias can be pointed at another key")
    .optional(),
  VAULT_KMS_REGION: z.string().optional(),
  VAULT_KMS_ENDPOINT: Url.optional(),
  /** Signs the audit log's heads (Ed25519, PEM); beside the master key unless it is given. */
  AUDIT_KEY_FILE: z.string().min(1).optional(),
  /** Where the signed heads are kept outside the database; a folder beside the keys' unless it is given. */
  AUDIT_ANCHOR_DIR: z.string().min(1).optional(),
  /** A bucket with object lock that keeps the signed heads too, and where it is. */
  AUDIT_ANCHOR_S3_BUCKET: z.string().min(3).max(63).optional(),
  AUDIT_ANCHOR_S3_REGION: z.string().min(1).optional(),
  /** Another address than AWS's own, such as a VPC endpoint. */
  AUDIT_ANCHOR_S3_ENDPOINT: Url.optional(),
  /** Months of events that stay; older sealed months are dropped. All stay when it is not set; the database keeps twelve in any case. */
  AUDIT_RETENTION_MONTHS: z.coerce.number().int().min(12).optional(),
  INFERENCE_BASE_URL: Url.optional(),
  INFERENCE_API_KEY: z.string().optional(),
  INFERENCE_MODEL: z.string().optional(),
  /** The operator allows model endpoints on plain http and private networks. */
  INFERENCE_ALLOW_PRIVATE: z.stringbool().default(false),
  /** What the operator lets one shop have at most; a shop's own limits may be lower. */
  BUDGET_MAX_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).optional(),
  BUDGET_MAX_TOKENS_PER_DAY: z.coerce.number().int().min(1).optional(),
  BUDGET_MAX_STREAMS: z.coerce.number().int().min(1).optional(),
  /** Calls that one process has open at one model server at most; llama.cpp's own number of slots counts when it is lower. */
  INFERENCE_MAX_CONCURRENT: z.coerce.number().int().min(1).max(10_000).default(1_024),
  /** Further places that the operator lets the process connect to, e.g. "kms.eu-central-1.amazonaws.com:443 10.0.0.7:4317". */
  EGRESS_ALLOW: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ""))
    .pipe(z.array(HostAndPort)),
  /** A Presidio analyzer of the operator's own, asked beside our detectors; none when absent. */
  PRESIDIO_URL: Url.optional(),
  /** ISO 639-1; a language that the analyzer was started with. */
  PRESIDIO_LANGUAGE: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default("en"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof Env>;

/**
 * Parses the process's settings.
 * @throws Error with one line per bad variable, never its value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = Env.refine(
    ({ AUDIT_ANCHOR_S3_BUCKET, AUDIT_ANCHOR_S3_REGION }) =>
      AUDIT_ANCHOR_S3_BUCKET === undefined || AUDIT_ANCHOR_S3_REGION !== undefined,
    { path: ["AUDIT_ANCHOR_S3_REGION"], message: "say where AUDIT_ANCHOR_S3_BUCKET is" },
  ).safeParse(set);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These settings are missing or wrong:\n${lines.join("\n")}`);
}

export const env = parseEnv(process.env);
