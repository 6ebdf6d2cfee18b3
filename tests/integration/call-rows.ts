import { withTenant } from "~/db.server";
import type { StageVerdict } from "~/modules/inference/inference-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";

export type CallRow = {
  readonly id: string;
  readonly createdAt: Date;
  readonly purpose: string;
  readonly state: string;
  readonly model: string;
  readonly language: string | null;
  readonly verdicts: readonly StageVerdict[];
};

const PURPOSES = ["chat", "chat", "copy", "check"];
const STATES = ["complete", "complete", "cut", "failed", "refused", "recorded"];
const MODELS = ["small", "large"];
const LANGUAGES = ["en", "de", null];

/** A random call that was made at `createdAt`; its verdicts flag one in three as withheld and one in four as changed. */
export function randomCall(createdAt: Date, rest: Partial<CallRow> = {}): CallRow {
  const verdict = (stage: StageVerdict["stage"], verdict: StageVerdict["verdict"], detail = {}): StageVerdict => ({
    stage,
    verdict,
    detail,
    ms: 1,
  });
  return {
    id: crypto.randomUUID(),
    createdAt,
    purpose: oneOf(PURPOSES),
    state: oneOf(STATES),
    model: oneOf(MODELS),
    language: oneOf(LANGUAGES),
    verdicts: [
      verdict("budget", "pass"),
      Math.random() < 0.25 ? verdict("redact", "changed", { EMAIL: 2, lookalikes: 1 }) : verdict("redact", "pass"),
      Math.random() < 0.33 ? verdict("check", "withheld", { reason: "markup" }) : verdict("check", "pass"),
    ],
    ...rest,
  };
}

/** Writes rows of calls without texts. */
export async function insertCalls(shop: ShopContext, rows: readonly CallRow[]): Promise<void> {
  const { shopId } = shop;
  await withTenant(shop, (tx) =>
    tx.modelCall.createMany({
      data: rows.map((row) => ({
        ...row,
        shopId,
        promptVersion: "test@1",
        verdicts: row.verdicts.map((each) => ({ ...each })),
        withheld: row.verdicts.some(({ verdict }) => verdict === "withheld"),
      })),
    }),
  );
}

/** A value of the list by chance. */
export function oneOf<T>(values: readonly T[]): T {
  const value = values[Math.floor(Math.random() * values.length)];
  if (value === undefined) throw new Error("an empty list has no value");
  return value;
}
