import type { TenantTx } from "~/db.server";
import type { TestCase as TestCaseRow } from "~/generated/prisma/client";
import { callSubject } from "~/modules/inference/call-subject";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { decryptField } from "~/modules/vault/decrypt-field.server";
import { isSubjectDestroyed } from "~/modules/vault/is-subject-destroyed.server";
import { reviewField } from "./review-fields";
import { TestBody } from "./test-case";

/** What a case holds; null once its person was erased. */
export async function readTestCase(tx: TenantTx, shop: ShopContext, row: TestCaseRow): Promise<TestBody | null> {
  const subject = callSubject(row.conversationId);
  if (subject !== undefined && (await isSubjectDestroyed(tx, shop, subject))) return null;
  const field = reviewField({ table: "test_case", column: "body" }, row.id, row.conversationId);
  return TestBody.parse(JSON.parse(await decryptField(tx, shop, field, row.body)));
}
