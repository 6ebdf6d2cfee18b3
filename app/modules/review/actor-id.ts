import type { ShopContext } from "~/modules/tenancy/shop-context";

/** Who acts, for columns that name a member of staff; a job by its name. */
export function actorId({ actor }: ShopContext): string {
  switch (actor.kind) {
    case "staff":
      return actor.id;
    case "system":
      return actor.name;
    case "shopper":
      throw new Error("a shopper reviews nothing");
  }
}
