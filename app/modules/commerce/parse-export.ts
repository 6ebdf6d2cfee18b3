import { z } from "zod";
import { FactNode, ProductNode, VariantNode } from "./product-documents";
import { toCatalogueProduct, type CatalogueProduct } from "./product-mapping";

const Line = z.looseObject({ id: z.string(), __parentId: z.string().optional() });

type Group = { node: ProductNode; variants: VariantNode[]; facts: FactNode[] };

/**
 * Products of a grouped bulk result, where the lines of a product's variants and metafields follow its own.
 * Source: https://shopify.dev/docs/api/usage/bulk-operations/queries#the-jsonl-data-format
 * @throws Error when a line has another form or does not belong to the product before it.
 */
export async function* parseExport(
  lines: AsyncIterable<string>,
  locales: readonly string[],
): AsyncGenerator<CatalogueProduct, void, undefined> {
  let group: Group | null = null;
  for await (const text of lines) {
    const line = Line.parse(JSON.parse(text));
    if (line.__parentId === undefined) {
      if (group) yield toCatalogueProduct(group.node, group.variants, group.facts, locales);
      group = { node: ProductNode.parse(line), variants: [], facts: [] };
    } else {
      addChild(group, line.__parentId, line);
    }
  }
  if (group) yield toCatalogueProduct(group.node, group.variants, group.facts, locales);
}

function addChild(group: Group | null, parentId: string, line: { id: string }): void {
  if (group?.node.id !== parentId) throw new Error(`the export is not grouped: ${line.id} does not follow ${parentId}`);
  if (line.id.startsWith("gid://shopify/ProductVariant/")) group.variants.push(VariantNode.parse(line));
  else if (line.id.startsWith("gid://shopify/Metafield/")) group.facts.push(FactNode.parse(line));
  else throw new Error(`the export has a line of an unexpected type: ${line.id}`);
}
