import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { callDigest } from "./call-digest.server";
import { callField } from "./call-fields";
import type { CallOutcome, StageVerdict } from "./inference-types";
import type { Completion } from "./read-completion.server";
import { writtenReply } from "./tool-calls";

export type FinishInput = {
  readonly outcome: CallOutcome;
  readonly completion: Completion;
  readonly conversationId: string | undefined;
  readonly verdicts: readonly StageVerdict[];
  readonly fingerprint: string | null;
  readonly totalMs: number;
};

/** Stage "finish": completes the call's row with what came back and what was released, and seals it in the audit chain, both or none. */
export async function finishCall(shop: ShopContext, input: FinishInput): Promise<void> {
  const { outcome, completion, conversationId } = input;
  const { callId } = outcome;
  await withTenant(shop, async (tx) => {
    const encrypt = (column: "response" | "released", text: string) =>
      encryptField(tx, shop, callField(callId, column, conversationId), text);
    const row = await tx.modelCall.update({
      where: { shopId_id: { shopId: shop.shopId, id: callId } },
      data: {
        state: outcome.state,
        response: await encrypt("response", writtenReply(completion)),
        released: await encrypt("released", outcome.text),
        verdicts: input.verdicts.map(({ stage, verdict, detail, ms }) => ({ stage, verdict, detail, ms })),
        withheld: outcome.withheld.length > 0,
        promptTokens: completion.promptTokens,
        completionTokens: completion.completionTokens,
        firstTokenMs: completion.firstTokenMs,
        totalMs: input.totalMs,
        finishReason: outcome.finishReason,
        fingerprint: input.fingerprint,
        errorCode: outcome.errorCode,
        finishedAt: new Date(),
      },
    });
    const payload = { callId, purpose: row.purpose, state: row.state, digest: callDigest(row) };
    await appendEvent(tx, shop, { type: "model_call.finished", payload });
  });
}
