import { callTenantFunction, withTenant } from "~/db.server";
import type { ModelCall } from "~/generated/prisma/client";
import { newId } from "~/lib/new-id";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptFieldApart } from "~/modules/vault/encrypt-field.server";
import { callField } from "./call-fields";
import type { Endpoint } from "./endpoint";
import type { Evidence, GovernedRequest } from "./inference-types";
import type { RecordedPurpose } from "./call-record";
import type { StageResult } from "./stage-log";

export type RecordInput = Pick<GovernedRequest, "conversationId" | "productId" | "promptVersion" | "language"> & {
  readonly purpose: RecordedPurpose;
  /** Null when the shop has no model server: then the call fails without one. */
  readonly endpoint: Endpoint | null;
  /** Exactly the JSON that will be sent. */
  readonly body: string;
  readonly evidence: readonly Evidence[];
};

/** The columns of a call that are written before it is made. */
export type RecordedCall = Pick<
  ModelCall,
  | "id"
  | "createdAt"
  | "purpose"
  | "promptVersion"
  | "conversationId"
  | "productId"
  | "endpointId"
  | "endpointName"
  | "model"
  | "request"
  | "evidence"
  | "language"
>;

/** Stage "record": writes the call before it is made; a call that cannot be written is not made. Gives the row. */
export async function recordCall(shop: ShopContext, input: RecordInput): Promise<StageResult<RecordedCall>> {
  const id = newId();
  const { conversationId, productId, purpose, promptVersion } = input;
  const call = {
    id,
    createdAt: new Date(),
    purpose,
    promptVersion,
    conversationId: conversationId ?? null,
    productId: productId ?? null,
    ...endpointColumns(input.endpoint),
    request: await encryptFieldApart(shop, callField(id, "request", conversationId), input.body),
    evidence: await encryptFieldApart(shop, callField(id, "evidence", conversationId), JSON.stringify(input.evidence)),
    language: toLanguage(input.language),
  };
  await callTenantFunction("record_call", shop, [
    call.id,
    call.createdAt,
    call.purpose,
    call.promptVersion,
    call.conversationId,
    call.productId,
    call.endpointId,
    call.endpointName,
    call.model,
    call.request,
    call.evidence,
    call.language,
  ]);
  return { value: call, verdict: "pass", detail: { request_chars: input.body.length } };
}

/** Another endpoint will be asked: the record says so, with the body that it gets, before it is. Gives the row as it is then. */
export async function recordFailover(
  shop: ShopContext,
  call: RecordedCall,
  { endpoint, body }: Pick<RecordInput, "body"> & { readonly endpoint: Endpoint },
): Promise<RecordedCall> {
  const request = await encryptFieldApart(shop, callField(call.id, "request", call.conversationId), body);
  const data = { ...endpointColumns(endpoint), request };
  await withTenant(shop, (tx) =>
    tx.modelCall.update({ where: { shopId_id: { shopId: shop.shopId, id: call.id } }, data }),
  );
  return { ...call, ...data };
}

function endpointColumns(endpoint: Endpoint | null) {
  return { endpointId: endpoint?.id ?? null, endpointName: endpoint?.name ?? "", model: endpoint?.model ?? "" };
}

/** "pt-BR" is Portuguese to whoever looks for Portuguese. */
function toLanguage(locale: string | undefined): string | null {
  return locale?.match(/^[a-z]{2,3}(?![a-z])/i)?.[0].toLowerCase() ?? null;
}
