import { randomBytes } from "node:crypto";
import type { CallSecrets } from "./spotlight";

const SECRET_BYTES = 6;

const ofTurns = new WeakMap<object, CallSecrets>();

/**
 * A marker and a canary that nobody can guess, new for each call. The rounds of one turn share theirs: with others, its server would have to
 * read the whole prompt anew in each, tools and all, and llama.cpp on two cores takes seconds for that.
 */
export function callSecrets(turn: object | undefined): CallSecrets {
  const known = turn && ofTurns.get(turn);
  const secrets = known ?? newCallSecrets();
  if (turn) ofTurns.set(turn, secrets);
  return secrets;
}

function newCallSecrets(): CallSecrets {
  return {
    marker: `DATA-${randomBytes(SECRET_BYTES).toString("hex")}`,
    canary: `canary-${randomBytes(SECRET_BYTES).toString("hex")}`,
  };
}
