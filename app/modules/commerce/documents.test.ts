import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, parse, validate, visit, type IntrospectionQuery } from "graphql";
import { describe, expect, test } from "vitest";
import { BULK_START, BULK_STATUS } from "./bulk-documents";
import { CUSTOMER_ADDRESSES, CUSTOMER_CONTACT, CUSTOMER_ORDERS } from "./customer-documents";
import { selectFacts } from "./fact-selection";
import {
  FEATURED_MEDIA,
  IMAGE_ALT_UPDATE,
  PRODUCT_UPDATE,
  VARIANT_PAGE,
  catalogueQuery,
  productDocument,
} from "./product-documents";
import { SHOP_DETAILS, SHOP_LOCALES, THEME_SETTINGS, pagesDocument, policiesDocument } from "./shop-documents";

const selection = { facts: selectFacts(["custom.material", "custom.*"]), locales: ["de", "pt-BR"] };

const DOCUMENTS: Record<string, string> = {
  bulkStart: BULK_START.text,
  bulkStatus: BULK_STATUS.text,
  customerAddresses: CUSTOMER_ADDRESSES.text,
  customerContact: CUSTOMER_CONTACT.text,
  customerOrders: CUSTOMER_ORDERS.text,
  featuredMedia: FEATURED_MEDIA.text,
  imageAltUpdate: IMAGE_ALT_UPDATE.text,
  productUpdate: PRODUCT_UPDATE.text,
  variantPage: VARIANT_PAGE.text,
  catalogue: catalogueQuery(selection),
  product: productDocument(selection).text,
  productWithoutFacts: productDocument({ facts: selectFacts([]), locales: [] }).text,
  shopDetails: SHOP_DETAILS.text,
  shopLocales: SHOP_LOCALES.text,
  themeSettings: THEME_SETTINGS.text,
  pages: pagesDocument(selection.locales).text,
  policies: policiesDocument(selection.locales).text,
};

/** Fields under which Shopify keeps business secrets and staff-only notes: the app never asks for them. */
const FORBIDDEN_FIELDS = new Set([
  "unitCost",
  "cost",
  "inventoryItem",
  "note",
  "notes",
  "amountSpent",
  "numberOfOrders",
  "customAttributes",
  "staffMember",
  "risk",
  "risks",
  "riskLevel",
  "events",
  "metafield",
  "privateMetafields",
  "taxExemptions",
  "clientIp",
  "supplier",
  "margin",
]);

describe("documents for the Admin API", () => {
  const schema = readSchema();

  test.each(Object.entries(DOCUMENTS))("%s is valid in Shopify's schema 2026-10", (_name, text) => {
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
  });

  test.each(Object.entries(DOCUMENTS))("%s asks for no business secret", (_name, text) => {
    expect(fieldsOf(text).filter((path) => FORBIDDEN_FIELDS.has(path.at(-1) ?? ""))).toEqual([]);
    expect(
      fieldsOf(text).filter((path) => path.at(-1) === "tags" && path.some((name) => /customer|order/i.test(name))),
    ).toEqual([]);
  });

  test("the checks would notice a wrong and a forbidden field", () => {
    expect(validate(schema, parse("{ shop { nam } }"))).toHaveLength(1);
    expect(fieldsOf("{ customer(id: 1) { tags note } }")).toEqual([
      ["customer"],
      ["customer", "tags"],
      ["customer", "note"],
    ]);
  });

  test("names of secrets never get into the list of metafields", () => {
    const text = catalogueQuery({
      facts: selectFacts(["custom.unit_cost", "vendor.*", "custom.margin", "custom.material"]),
      locales: [],
    });
    expect(text).toContain('keys: ["custom.material"]');
    expect(text).not.toMatch(/unit_cost|vendor"|margin/);
  });

  test("nothing in the merchant's list can leave its quotes", () => {
    expect(selectFacts(['custom.a") { id } x: tags #', "custom.x y", "custom"])).toEqual({ keys: [], namespaces: [] });
  });
});

function fieldsOf(text: string): string[][] {
  const open: string[] = [];
  const paths: string[][] = [];
  visit(parse(text), {
    Field: {
      enter(field) {
        open.push(field.name.value);
        paths.push([...open]);
      },
      leave() {
        open.pop();
      },
    },
  });
  return paths;
}

function readSchema() {
  const file = join(process.cwd(), "node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz");
  // A pinned package's file: its form is known.
  const content = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { data: IntrospectionQuery };
  return buildClientSchema(content.data);
}
