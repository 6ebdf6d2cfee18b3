import { parseArgs } from "node:util";
import { closeDatabase } from "~/db.server";
import { env } from "~/env.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { requestRotation } from "~/modules/keys/request-rotation.server";
import { rotateMasterKey } from "~/modules/keys/rotate-master-key.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { vaultProvider } from "~/modules/vault/vault-provider.server";

const USAGE = `npm run -s keys:rotate -- --master [--keep-old]
npm run -s keys:rotate -- --shop <name>.myshopify.com [--all]

Replaces keys while the app runs; see docs/operations/keys.md.
  --master    a new master key for every shop. With a local file, a new one takes its place and the old one is removed when nothing
              needs it; with KMS, every shop goes over to the key of VAULT_KMS_KEY_ID. Cut off, it goes on when it is called again.
  --keep-old  leave the old key's file, for backups of the database that were made before
  --shop      new keys for one shop's own data, done by the worker
  --all       and for each of its conversations
Ends with 0 when it is done (or, with --shop, requested), 1 when it failed, 2 when it was called wrongly.`;

const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

type CommandContext = {
  readonly args: readonly string[];
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly signal: AbortSignal;
};

/** The command "keys:rotate". Gives the exit code. */
export async function main({ args, write, writeError, signal }: CommandContext): Promise<number> {
  const wish = parse(args);
  if (wish === null) {
    writeError(`${USAGE}\n`);
    return EXIT_USAGE;
  }
  const say = (line: string) => write(`${line}\n`);
  try {
    if (wish.kind === "master") {
      const provider = vaultProvider();
      const file = env.VAULT_KMS_KEY_ID === undefined ? (env.VAULT_KEY_FILE ?? null) : null;
      const shops = await rotateMasterKey({ file, keepOld: wish.keepOld, say, signal });
      say(`Done: ${shops} shops are wrapped by ${provider.masterKeyId()} (${provider.label}).`);
    } else {
      const id = await requestRotation(systemShop(wish.shop, "keys-rotate"), wish.all ? "all" : "shop");
      say(`Rotation ${id} is requested; Settings in the shop's admin shows how far it is.`);
    }
    return EXIT_OK;
  } catch (error) {
    writeError(`The keys were not rotated: ${error instanceof Error ? error.message : "unknown error"}\n`);
    return EXIT_FAILED;
  } finally {
    await closeSender();
    await closeDatabase();
  }
}

type Wish = { kind: "master"; keepOld: boolean } | { kind: "shop"; shop: string; all: boolean };

function parse(args: readonly string[]): Wish | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        master: { type: "boolean", default: false },
        "keep-old": { type: "boolean", default: false },
        shop: { type: "string" },
        all: { type: "boolean", default: false },
      },
    });
    if (values.master === (values.shop !== undefined)) return null;
    if (values.shop !== undefined) return { kind: "shop", shop: values.shop, all: values.all };
    return { kind: "master", keepOld: values["keep-old"] };
  } catch {
    return null;
  }
}
