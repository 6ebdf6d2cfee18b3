import { beforeAll, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import { listLogViews } from "~/modules/review/list-log-views.server";
import { changeLogView } from "~/modules/review/change-log-view.server";
import { BUILTIN_VIEWS, MAX_VIEWS, ViewForm } from "~/modules/review/log-view";
import { mintShopContext } from "~/modules/tenancy/mint-shop-context.server";
import { newShopId } from "./owner";

const shopId = newShopId();
const [ann, bo] = [staff("1"), staff("2")];

function staff(id: string, of = shopId) {
  return mintShopContext(of, { kind: "staff", id });
}

beforeAll(() => withTenant(ann, (tx) => tx.shop.create({ data: { shopId } })));

const save = (name: string, shared: boolean, filters = "state=failed") =>
  ViewForm.parse({ intent: "save", name, filters, shared: shared ? "yes" : "no" });

async function savedOf(shop: typeof ann) {
  return (await listLogViews(shop)).slice(BUILTIN_VIEWS.length);
}

it("a view is its maker's, or everyone's in the shop", async () => {
  expect(await changeLogView(ann, save("Mine", false, "bogus=1&state=nope&state=failed&purpose=chat"))).toMatchObject({
    ok: true,
  });
  expect(await changeLogView(ann, save("Ours", true))).toMatchObject({ ok: true });
  expect((await savedOf(ann)).map(({ name, kind, filters }) => [name, kind, filters])).toEqual([
    ["Ours", "shared", "state=failed"],
    ["Mine", "own", "purpose=chat&state=failed"],
  ]);
  expect((await savedOf(bo)).map(({ name }) => name)).toEqual(["Ours"]);
  expect(await savedOf(staff("1", newShopId()))).toEqual([]);
});

it("names are given once, whatever their case", async () => {
  expect(await changeLogView(ann, save("ours", true))).toEqual({ ok: false, reason: "name_taken" });
  expect(await changeLogView(bo, save("WITHHELD", false))).toEqual({ ok: false, reason: "name_taken" });
  expect(await changeLogView(bo, save("mine", false))).toMatchObject({ ok: true });
});

it("is renamed, changed and deleted by whoever has it", async () => {
  const [ours, mine] = await savedOf(ann);
  await expect(changeLogView(bo, { intent: "delete", viewId: mine?.id ?? "" })).rejects.toMatchObject({
    code: "not_found",
  });
  await changeLogView(bo, { intent: "rename", viewId: ours?.id ?? "", name: "Theirs" });
  expect((await savedOf(ann))[0]?.name).toBe("Theirs");
  await changeLogView(ann, { ...save("Only mine", false, "purpose=copy"), viewId: ours?.id } as ViewForm);
  expect((await savedOf(bo)).map(({ name }) => name)).toEqual(["mine"]);
  for (const { id } of await savedOf(ann)) await changeLogView(ann, { intent: "delete", viewId: id });
  expect(await savedOf(ann)).toEqual([]);
});

it("there are at most 20 of one person", async () => {
  const cy = staff("3");
  const results = [];
  for (let n = 0; n <= MAX_VIEWS; n += 1) results.push(await changeLogView(cy, save(`View ${n}`, false)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(MAX_VIEWS);
  expect(results.at(-1)).toEqual({ ok: false, reason: "too_many" });
});
