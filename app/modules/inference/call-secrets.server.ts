import { randomBytes } from "node:crypto";
import type { CallSecrets } from "./spotlight";

const SECRET_BYTES = 6;

/** A marker and a canary that nobody can guess, new for each call. */
export function newCallSecrets(): CallSecrets {
  return {
    marker: `DATA-${randomBytes(SECRET_BYTES).toString("hex")}`,
    canary: `canary-${randomBytes(SECRET_BYTES).toString("hex")}`,
  };
}
