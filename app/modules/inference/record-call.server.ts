import { withTenant } from "~/db.server";
import { newId } from "~/lib/new-id";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { callField } from "./call-fields";
import type { Endpoint } from "./endpoint";
import type { Evidence, GovernedRequest } from "./inference-types";
import type { RecordedPurpose } from "./call-record";
import type { StageResult } from "./stage-log";

export type RecordInput = Pick<GovernedRequest, "conversationId" | "productId" | "promptVersion"> & {
  readonly purpose: RecordedPurpose;
  /** Null when the shop has no model server: then the call fails without one. */
  readonly endpoint: Endpoint | null;
  /** Exactly the JSON that will be sent. */
  readonly body: string;
  readonly evidence: readonly Evidence[];
};

/** Stage "record": writes the call before it is made; a call that cannot be written is not made. Gives its id. */
export async function recordCall(shop: ShopContext, input: RecordInput): Promise<StageResult<string>> {
  const id = newId();
  await withTenant(shop, async (tx) => {
    const request = await encryptField(tx, shop, callField(id, "request", input.conversationId), input.body);
    const evidence = await encryptField(
      tx,
      shop,
      callField(id, "evidence", input.conversationId),
      JSON.stringify(input.evidence),
    );
    const { purpose, promptVersion } = input;
    await tx.modelCall.create({
      data: {
        shopId: shop.shopId,
        id,
        purpose,
        promptVersion,
        conversationId: input.conversationId ?? null,
        productId: input.productId ?? null,
        ...endpointColumns(input.endpoint),
        request,
        evidence,
      },
    });
  });
  return { value: id, verdict: "pass", detail: { request_chars: input.body.length } };
}

/** Another endpoint will be asked: the record says so, with the body that it gets, before it is. */
export async function recordFailover(
  shop: ShopContext,
  callId: string,
  input: Pick<RecordInput, "conversationId" | "body"> & { readonly endpoint: Endpoint },
): Promise<void> {
  await withTenant(shop, async (tx) => {
    const request = await encryptField(tx, shop, callField(callId, "request", input.conversationId), input.body);
    await tx.modelCall.update({
      where: { shopId_id: { shopId: shop.shopId, id: callId } },
      data: { ...endpointColumns(input.endpoint), request },
    });
  });
}

function endpointColumns(endpoint: Endpoint | null) {
  return { endpointId: endpoint?.id ?? null, endpointName: endpoint?.name ?? "", model: endpoint?.model ?? "" };
}
