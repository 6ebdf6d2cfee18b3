import { Client } from "pg";
import { z } from "zod";
import { LaunchError, messageOf } from "./launch-error.ts";

const CATALOGUE_WAIT_MS = 60_000;
const POLL_MS = 200;

const Installed = z.object({ installed: z.array(z.string()) });

/**
 * Installs the app in the dev store's shops, and waits until their catalogues are here, so that the chat can answer.
 * @returns the shops that were new
 * @throws {LaunchError} when the app refuses to be installed
 */
export async function installApp(devstore: string, ownerUrl: string): Promise<string[]> {
  const response = await fetch(`${devstore}/_shopify/install`, { method: "POST" });
  const body = await response.text();
  if (!response.ok) throw new LaunchError("The app could not be installed in the dev store:", [body]);
  const { installed } = Installed.parse(JSON.parse(body));
  if (installed.length > 0) await waitForCatalogues(installed, ownerUrl);
  return installed;
}

/** Gives up quietly when it takes long: the app works meanwhile, and its Home page shows how the synchronisation stands. */
async function waitForCatalogues(shops: readonly string[], ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  try {
    await client.connect();
    const deadline = performance.now() + CATALOGUE_WAIT_MS;
    for (const shop of shops) {
      while (performance.now() < deadline && !(await isSynchronised(client, shop)))
        await new Promise((done) => setTimeout(done, POLL_MS));
    }
  } catch (error) {
    throw new LaunchError("The database did not say how the catalogue stands:", [messageOf(error)]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isSynchronised(client: Client, shop: string): Promise<boolean> {
  await client.query("SELECT set_config('app.shop_id', $1, false)", [shop]);
  const { rowCount } = await client.query(
    "SELECT FROM sync_state WHERE shop_id = $1 AND kind = 'catalogue' AND state IN ('done', 'failed')",
    [shop],
  );
  return rowCount === 1;
}
