import pino from "pino";
import { env } from "~/env.server";
import { describeError } from "~/lib/describe-error";

const SECRET_KEYS = [
  "accessToken",
  "apiKey",
  "api_key",
  "authorization",
  "cookie",
  "password",
  "prompt",
  "refreshToken",
  "secret",
  "text",
  "token",
];

/** The process's log: one JSON line an event; values under secret keys never leave. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  serializers: { err: (error: unknown) => describeError(error) },
  redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[removed]" },
});
