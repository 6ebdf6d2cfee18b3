import { Client } from "pg";

/** Runs statements as the database's owner, whom the app itself never is. */
export async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env["DATABASE_OWNER_URL"] });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A shop domain that no other test uses. */
export function newShopId(): string {
  return `t${crypto.randomUUID().slice(0, 13)}.myshopify.com`;
}
