import type { TenantTx } from "~/db.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import type { Product } from "./commerce-types";

/**
 * Writes products into the mirror. One that the mirror has in a newer form is left as it is, so that late or repeated
 * messages do no harm; all are marked as seen.
 */
export async function saveProducts(tx: TenantTx, shop: ShopContext, products: readonly Product[]): Promise<void> {
  if (products.length === 0) return;
  const written = await upsertProducts(tx, shop, products);
  const ids = products.map((product) => product.id);
  await tx.$executeRaw`UPDATE product SET synced_at = now() WHERE shop_id = ${shop.shopId} AND id = ANY(${ids})`;
  await replaceVariants(
    tx,
    shop,
    products.filter((product) => written.has(product.id)),
  );
}

async function upsertProducts(tx: TenantTx, shop: ShopContext, products: readonly Product[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO product (shop_id, id, handle, title, vendor, product_type, status, description_html, seo_title,
      seo_description, image_url, image_alt, facts, tags, updated_at)
    SELECT ${shop.shopId}, p.id, p.handle, p.title, p.vendor, p."productType", p.status, p."descriptionHtml", p."seoTitle",
      p."seoDescription", p."imageUrl", p."imageAlt", p.facts, ARRAY(SELECT jsonb_array_elements_text(p.tags)), p."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(products)}::jsonb) AS p (id text, handle text, title text, vendor text,
      "productType" text, status text, "descriptionHtml" text, "seoTitle" text, "seoDescription" text, "imageUrl" text,
      "imageAlt" text, facts jsonb, tags jsonb, "updatedAt" timestamptz)
    ON CONFLICT (shop_id, id) DO UPDATE SET handle = excluded.handle, title = excluded.title, vendor = excluded.vendor,
      product_type = excluded.product_type, status = excluded.status, description_html = excluded.description_html,
      seo_title = excluded.seo_title, seo_description = excluded.seo_description, image_url = excluded.image_url,
      image_alt = excluded.image_alt, facts = excluded.facts, tags = excluded.tags, updated_at = excluded.updated_at
    WHERE product.updated_at <= excluded.updated_at
    RETURNING id`;
  return new Set(rows.map((row) => row.id));
}

async function replaceVariants(tx: TenantTx, { shopId }: ShopContext, products: readonly Product[]): Promise<void> {
  await tx.productVariant.deleteMany({ where: { shopId, productId: { in: products.map((product) => product.id) } } });
  await tx.productVariant.createMany({
    data: products.flatMap((product) =>
      product.variants.map((variant, position) => ({ ...variant, shopId, productId: product.id, position })),
    ),
    skipDuplicates: true,
  });
}
