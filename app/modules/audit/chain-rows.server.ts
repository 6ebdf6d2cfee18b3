import type { Client } from "pg";
import type { ChainRow } from "./check-link.server";

const PAGE_ROWS = 4_000;

/**
 * The shop ($1) and the number after which ($2) it reads. A time that JavaScript cannot hold, infinity for example, was not written by us: any
 * other one names the row as well.
 */
export const selectChainPage = (rows: number) => `SELECT seq::text,
    CASE WHEN "time" BETWEEN '1970-01-01Z' AND '9999-01-01Z' THEN (extract(epoch FROM "time") * 1000)::bigint ELSE 0 END::text AS at, type,
    encode(canonical, 'escape') AS canonical, encode(prev_hash, 'hex') AS prev_hash, encode(hash, 'hex') AS hash
  FROM audit_event WHERE shop_id = $1 AND seq > $2 ORDER BY audit_event.seq LIMIT ${rows}`;

const SELECT_PAGE = selectChainPage(PAGE_ROWS);

/** A shop's rows after a number, in their order, in pages; the next page is on its way while one is being looked at. */
export async function* readChainPages(client: Client, shopId: string, after = 0n): AsyncGenerator<ChainRow[]> {
  let coming: Promise<ChainRow[]> | null = readPage(client, shopId, after);
  while (coming) {
    const page: ChainRow[] = await coming;
    const last = page.at(-1);
    if (!last) return;
    coming = page.length < PAGE_ROWS ? null : readPage(client, shopId, last.seq);
    // The reader may stop before it asks for this page.
    coming?.catch(() => undefined);
    yield page;
  }
}

/** Values are taken as the text that they travel as: node-postgres' own parsers would make two objects more for each row. */
async function readPage(client: Client, shopId: string, after: bigint): Promise<ChainRow[]> {
  const { rows } = await client.query<RawRow>({
    text: SELECT_PAGE,
    values: [shopId, after],
    rowMode: "array",
    types: { getTypeParser: () => (value: unknown) => value },
  });
  return rows.map((row) => toChainRow(shopId, row));
}

/** A row of that statement. */
export function toChainRow(shopId: string, [seq, at, type, canonical, prevHash, hash]: RawRow): ChainRow {
  return {
    shopId,
    seq: BigInt(seq),
    time: new Date(Number(at)),
    type,
    canonical: unescapeBytes(canonical),
    prevHash,
    hash,
  };
}

/** Format "escape" (PostgreSQL docs, "Binary String Functions"): ASCII as it is, a backslash doubled, other bytes as three octal digits. */
function unescapeBytes(text: string): Buffer {
  if (!text.includes("\\")) return Buffer.from(text, "latin1");
  const bytes = text.replace(/\\(\\|[0-7]{3})/g, (_, code: string) =>
    code === "\\" ? code : String.fromCharCode(Number.parseInt(code, 8)),
  );
  return Buffer.from(bytes, "latin1");
}

type RawRow = [seq: string, at: string, type: string, canonical: string, prevHash: string, hash: string];
