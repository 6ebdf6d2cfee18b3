// A process that works on one rotation until it has ended, for a test that kills it. Arguments: the shop's domain, the rotation's id.
import { setTimeout as sleep } from "node:timers/promises";
import { runRotation } from "~/modules/keys/run-rotation.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";

const [shopId = "", rotationId = ""] = process.argv.slice(2);
const shop = systemShop(shopId, "test");
const { signal } = new AbortController();
for (;;) {
  // One piece at a time, with a pause in which the test can look.
  const advance = await runRotation(shop, rotationId, { forMs: -1, signal, settleMs: 0 });
  if (advance.next === "end") process.exit(0);
  await sleep(20);
}
