import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, withTenant } from "~/db.server";
import { DATA_INVENTORY } from "~/modules/privacy/data-inventory";
import { DATA_CLASS_NAMES } from "~/modules/privacy/data-classes";
import { gatherRecords } from "~/modules/privacy/gather-records.server";
import { DOCUMENTS, makeDocument } from "~/modules/privacy/privacy-documents";
import { toHtml, toMarkdown } from "~/modules/privacy/render-document";
import { MEASURES } from "~/modules/privacy/security-measures";
import { saveRetention } from "~/modules/privacy/save-retention.server";
import { DEFAULT_RETENTION_DAYS } from "~/modules/privacy/data-classes";
import { retainedData } from "~/personal-data.server";
import { asOwner } from "./owner";
import { newTestShop } from "./privacy-shop";

type Column = { table: string; column: string; type: string };

let columns: Column[] = [];

beforeAll(async () => {
  columns = await asOwner(async (client) => {
    const { rows } = await client.query<Column>(
      `SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
         AND NOT EXISTS (SELECT FROM pg_class p WHERE p.relname = c.table_name AND p.relispartition)
         AND EXISTS (SELECT FROM information_schema.columns s
                     WHERE s.table_schema = 'public' AND s.table_name = c.table_name AND s.column_name = 'shop_id')`,
    );
    return rows;
  });
});

afterAll(closeDatabase);

/** Types that could hold something about a person; numbers, times and our own random ids cannot. */
const TELLING = ["text", "character varying", "jsonb", "json", "bytea", "ARRAY", "tsvector"];

describe("the inventory of data", () => {
  it("knows every table with rows of shops, and none that is not there", () => {
    expect(Object.keys(DATA_INVENTORY).sort()).toEqual([...new Set(columns.map(({ table }) => table))].sort());
  });

  it("knows every column that could hold something about a person, and none that is not there", () => {
    const telling = columns.filter(({ column, type }) => TELLING.includes(type) && column !== "shop_id");
    const listed = (table: string) => {
      const facts = DATA_INVENTORY[table];
      return facts ? [...Object.keys(facts.columns), ...facts.plain] : [];
    };
    expect(telling.filter(({ table, column }) => !listed(table).includes(column))).toEqual([]);
    const existing = new Set(columns.map(({ table, column }) => `${table}.${column}`));
    const missing = Object.keys(DATA_INVENTORY).flatMap((table) =>
      listed(table).filter((column) => !existing.has(`${table}.${column}`)),
    );
    expect(missing).toEqual([]);
  });

  it("calls encrypted only what is bytes, and personal data is never readable", () => {
    const typeOf = new Map(columns.map(({ table, column, type }) => [`${table}.${column}`, type]));
    for (const [table, { columns: facts }] of Object.entries(DATA_INVENTORY)) {
      for (const [column, [kind, protection]] of Object.entries(facts)) {
        if (protection === "encrypted") expect(typeOf.get(`${table}.${column}`), `${table}.${column}`).toBe("bytea");
        if (kind !== "pseudonym") expect(protection, `${table}.${column}`).toBe("encrypted");
      }
    }
  });

  it("has somebody who deletes each class of data", () => {
    expect(retainedData.map(({ dataClass }) => dataClass).sort()).toEqual([...DATA_CLASS_NAMES].sort());
  });
});

describe("measures", () => {
  it("name tests that are there, and pages that are there", () => {
    for (const { tests, pages } of MEASURES) {
      expect(tests.length).toBeGreaterThan(0);
      for (const file of tests) expect(existsSync(file), file).toBe(true);
      for (const page of pages) {
        const name = page.slice(1).replaceAll("/", ".");
        const files = [`app/routes/${name}.tsx`, `app/routes/${name}._index.tsx`];
        expect(
          files.some((file) => existsSync(file)),
          page,
        ).toBe(true);
      }
    }
  });
});

describe("documents", () => {
  it("say what is set now, and mark what the merchant has to fill in", async () => {
    const shop = newTestShop();
    const name = `Näh & "Garn" <script>alert(1)</script>`;
    await withTenant(shop, async (tx) => {
      await tx.shop.create({ data: { shopId: shop.shopId, name } });
      const server = { name: "Rack 4", baseUrl: "https://models.example.com/v1", model: "qwen" };
      await tx.modelEndpoint.create({ data: { shopId: shop.shopId, id: crypto.randomUUID(), ...server } });
    });
    await saveRetention(shop, { ...DEFAULT_RETENTION_DAYS, conversations: 33 });
    const facts = await gatherRecords(shop);
    for (const document of DOCUMENTS) {
      const made = makeDocument(document, facts);
      const [html, markdown] = [toHtml(made), toMarkdown(made)];
      expect(html).not.toContain("<script>");
      expect(markdown).not.toMatch(/[^\\]<script>/);
      if (document === "measures") continue;
      for (const form of [html, markdown]) {
        expect(form).toContain("https://models.example.com/v1".replaceAll("_", "\\_"));
        expect(form).toContain("33 days");
        expect(form).toContain("To be filled in by you");
      }
    }
  });
});
