import { checkAbort } from "./check-abort.server";
import { checkAddress } from "./check-address.server";
import { checkCacheSalt } from "./check-cache-salt.server";
import { checkContext } from "./check-context.server";
import { checkJsonSchema } from "./check-json-schema.server";
import { checkKey } from "./check-key.server";
import { checkLatency } from "./check-latency.server";
import { checkModels } from "./check-models.server";
import { checkPath } from "./check-path.server";
import { checkServer } from "./check-server.server";
import { checkSideDoors } from "./check-side-doors.server";
import { checkStream } from "./check-stream.server";
import { checkTls } from "./check-tls.server";
import { checkTools } from "./check-tools.server";
import { checkUsage } from "./check-usage.server";
import type { Finding, Visit } from "./visit";

export type DoctorCheck = {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly run: (visit: Visit) => Promise<Finding>;
  readonly timeoutMs: number;
  /** Not tried when no connection can be made at all. */
  readonly needsServer: boolean;
};

const QUICK_MS = 10_000;
const ANSWER_MS = 30_000;

/** What the doctor looks at, in this order: later checks may use what earlier ones found. */
export const DOCTOR_CHECKS: readonly DoctorCheck[] = [
  {
    id: "address",
    title: "Address",
    why: "An address that leads into the network's own machinery would hand this app's access to whoever entered it.",
    run: checkAddress,
    timeoutMs: QUICK_MS,
    needsServer: false,
  },
  check("tls", "Connection", "Prompts hold what shoppers write. On their way nobody else should read them.", checkTls),
  check(
    "path",
    "API path",
    "Calls go to /chat/completions below this address, whether it was entered with /v1 or not.",
    checkPath,
  ),
  check("server", "Server", "The log keeps with each answer which server and version made it.", checkServer),
  check(
    "key",
    "API key",
    "Without a key that is really asked for, anyone who reaches the server can use your model.",
    checkKey,
  ),
  check("models", "Model", "A name that the server does not know fails every call.", checkModels),
  check(
    "side_doors",
    "Side doors",
    "A key on the API is worth little when other pages of the same server answer without it.",
    checkSideDoors,
    30_000,
  ),
  check(
    "stream",
    "Streamed answer",
    "Shoppers see words as they come, and a cut answer has to be told from a whole one.",
    checkStream,
    ANSWER_MS,
  ),
  check("usage", "Token counts", "Budgets and the log count tokens as the server reports them.", checkUsage),
  check(
    "latency",
    "Time to the first word",
    "Shoppers leave a chat that stays silent for more than a few seconds.",
    checkLatency,
    ANSWER_MS,
  ),
  check(
    "json_schema",
    "JSON schema",
    "Product copy is asked for in a fixed form. A server that holds to it wastes no answers.",
    checkJsonSchema,
    ANSWER_MS,
  ),
  check(
    "tools",
    "Tools",
    "With a model that calls tools well, the chat may look things up step by step.",
    checkTools,
    ANSWER_MS * 2,
  ),
  check(
    "abort",
    "Stopping",
    "When a shopper leaves, the server should be free for the next one at once.",
    checkAbort,
    ANSWER_MS,
  ),
  check(
    "context",
    "Context length",
    "A prompt that is longer than the server allows is refused or silently cut.",
    checkContext,
  ),
  check(
    "cache_salt",
    "Cache salt",
    "On a server for several shops, a shared prompt cache shows by its speed what others have asked.",
    checkCacheSalt,
    ANSWER_MS,
  ),
];

function check(id: string, title: string, why: string, run: DoctorCheck["run"], timeoutMs = QUICK_MS): DoctorCheck {
  return { id, title, why, run, timeoutMs, needsServer: true };
}
