import { Client } from "pg";

/**
 * A connection that sees every shop's chain. The caller ends it.
 * @throws Error when the role of the address is bound to one shop at a time, as the app's is.
 */
export async function connectAsOwner(ownerUrl: string): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl });
  // A connection that breaks fails the query that waits for it; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ sees_all: boolean }>(`
    SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (
      SELECT FROM pg_policy p WHERE p.polrelid = 'audit_event'::regclass AND p.polname = 'owner_reads' AND r.oid = ANY (p.polroles)
    ) AS sees_all FROM pg_roles r WHERE r.rolname = current_user`);
  if (rows[0]?.sees_all) return client;
  await client.end();
  throw new Error("The audit log of all shops is verified as the owner of the database: set DATABASE_OWNER_URL.");
}
