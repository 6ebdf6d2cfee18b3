import { CLAIM_CASES, CODE_CASES, FIGURE_CASES } from "./fact-cases";
import type { HostileCase } from "./hostile-case";
import { LINK_CASES, MARKUP_CASES } from "./link-cases";
import { LENGTH_CASES, PEOPLE_CASES, SECRET_CASES, TOKEN_CASES } from "./secret-cases";

/** Everything that the hostile model says: classes of attacks times ways to write them. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  ...LINK_CASES,
  ...MARKUP_CASES,
  ...FIGURE_CASES,
  ...CODE_CASES,
  ...CLAIM_CASES,
  ...SECRET_CASES,
  ...PEOPLE_CASES,
  ...TOKEN_CASES,
  ...LENGTH_CASES,
];
