import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { openMask, openShopMask } from "~/modules/inference/open-mask.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { listStaff } from "~/modules/tenancy/list-staff.server";

/**
 * Words of staff as they are kept: without the personal data that is found in them, so that no customer outlives an erasure in somebody else's
 * file. About a call, its conversation's own placeholders stand for what it knows. Colleagues may be named.
 * @param callId null for words that are about no call
 */
export async function maskWords(shop: ShopContext, callId: string | null, text: string): Promise<string> {
  if (text === "") return "";
  const colleagues = (await listStaff(shop)).flatMap(({ name }) => name ?? []);
  if (callId === null) return (await openShopMask(shop, colleagues))(text);
  const record = await getCallRecord(shop, callId);
  // Nothing can be kept about it any more, which who stores the text says.
  return record.erased ? text : (await openMask(shop, record, colleagues))(text);
}
