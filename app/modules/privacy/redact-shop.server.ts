import type { TenantTx } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { destroyShopKeys } from "~/modules/vault/destroy-shop-keys.server";
import type { Counts } from "./privacy-types";

/**
 * Deletes every row of a shop except its audit chain, which holds no personal data and gets a tombstone.
 * @returns how many rows of each table went
 */
export async function redactShop(tx: TenantTx, shop: ShopContext): Promise<Counts> {
  const where = { shopId: shop.shopId };
  const deleted = {
    message: (await tx.message.deleteMany({ where })).count,
    conversation: (await tx.conversation.deleteMany({ where })).count,
    call_export_part: (await tx.callExportPart.deleteMany({ where })).count,
    call_export: (await tx.callExport.deleteMany({ where })).count,
    call_replay: (await tx.callReplay.deleteMany({ where })).count,
    test_result: (await tx.testResult.deleteMany({ where })).count,
    test_run: (await tx.testRun.deleteMany({ where })).count,
    test_case: (await tx.testCase.deleteMany({ where })).count,
    review_comment: (await tx.reviewComment.deleteMany({ where })).count,
    call_reveal: (await tx.callReveal.deleteMany({ where })).count,
    call_review: (await tx.callReview.deleteMany({ where })).count,
    model_call: (await tx.modelCall.deleteMany({ where })).count,
    call_facet: (await tx.callFacet.deleteMany({ where })).count,
    call_day: (await tx.callDay.deleteMany({ where })).count,
    call_rollup: (await tx.callRollup.deleteMany({ where })).count,
    log_view: (await tx.logView.deleteMany({ where })).count,
    copy_draft: (await tx.copyDraft.deleteMany({ where })).count,
    knowledge_passage: (await tx.knowledgePassage.deleteMany({ where })).count,
    product_variant: (await tx.productVariant.deleteMany({ where })).count,
    product: (await tx.product.deleteMany({ where })).count,
    sync_state: (await tx.syncState.deleteMany({ where })).count,
    budget_scope: (await tx.budgetScope.deleteMany({ where })).count,
    budget_lease: (await tx.budgetLease.deleteMany({ where })).count,
    budget_day: (await tx.budgetDay.deleteMany({ where })).count,
    model_endpoint: (await tx.modelEndpoint.deleteMany({ where })).count,
    default_endpoint_check: (await tx.defaultEndpointCheck.deleteMany({ where })).count,
    staff_member: (await tx.staffMember.deleteMany({ where })).count,
    session: (await tx.session.deleteMany({ where })).count,
    webhook_receipt: (await tx.webhookReceipt.deleteMany({ where })).count,
    privacy_request: (await tx.privacyRequest.deleteMany({ where })).count,
    key_rotation: (await tx.keyRotation.deleteMany({ where })).count,
    shop: (await tx.shop.deleteMany({ where })).count,
    data_key: await destroyShopKeys(tx, shop),
  };
  await appendEvent(tx, shop, { type: "shop.redacted", payload: { deleted } });
  return deleted;
}
