import { parseArgs } from "node:util";
import { runDoctor } from "~/modules/inference/doctor/run-doctor.server";
import { describeCounts, type DoctorLine, type DoctorReport } from "~/modules/inference/doctor/doctor-report";
import { closeModelClients } from "~/modules/inference/model-client.server";
import type { CommandContext } from "./command-context";

const USAGE = `npm run -s doctor -- <baseURL> [--key <key>] [--model <name>] [--public] [--json]

Examines an OpenAI-compatible model server: address, key, side doors, model, streaming, tools and more.
  --key     the server's API key; better in the variable KEY or INFERENCE_API_KEY, which no process list shows
  --model   the model that the app will ask for; the first that the server lists when left out
  --public  judge the address as the app does without INFERENCE_ALLOW_PRIVATE: https only, no private network
  --json    one JSON line: { ok, baseUrl, model, server, capabilities, firstTokenMs, lines }
Ends with 0 when nothing failed, 1 when something did, 2 when it was called wrongly.`;

const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** The command "doctor": needs no database, no Shopify and no settings of the app. Gives the exit code. */
export async function main({ args, env, write, writeError, signal }: CommandContext): Promise<number> {
  const wish = parse(args, env);
  if (wish === null) {
    writeError(`${USAGE}\n`);
    return EXIT_USAGE;
  }
  const { endpoint, json } = wish;
  for await (const event of runDoctor(endpoint, { signal })) {
    if (event.type === "line" && !json) write(formatLine(event.line));
    if (event.type !== "report") continue;
    write(json ? `${JSON.stringify(event.report)}\n` : formatEnd(event.report));
    await closeModelClients();
    return event.report.ok ? EXIT_OK : EXIT_FAILED;
  }
  return EXIT_FAILED;
}

function parse(args: readonly string[], env: CommandContext["env"]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: "string" },
        model: { type: "string", default: "" },
        public: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const [baseUrl, ...rest] = positionals;
    if (baseUrl === undefined || rest.length > 0) return null;
    const apiKey = values.key ?? env["KEY"] ?? env["INFERENCE_API_KEY"] ?? "";
    const { model, json } = values;
    // Whoever runs the command is the operator, so private networks are allowed unless they ask for less.
    const allowPrivate = !values.public;
    return { json, endpoint: { id: null, name: "doctor", baseUrl, model, apiKey: apiKey || null, allowPrivate } };
  } catch {
    return null;
  }
}

const MARKS = { pass: "✓", warn: "!", fail: "✗", unknown: "?" } as const;
const INDENT = "    ";

function formatLine({ result, title, detail, why, fix, example }: DoctorLine): string {
  const lines = [`${MARKS[result]} ${title}: ${detail}`];
  if (result === "warn" || result === "fail") lines.push(`${INDENT}Why it matters: ${why}`);
  if (fix !== null) lines.push(`${INDENT}What to do: ${fix}`);
  if (example !== null) lines.push("", ...example.split("\n").map((line) => `${INDENT}${line}`), "");
  return `${lines.join("\n")}\n`;
}

function formatEnd({ lines, server, model, capabilities }: DoctorReport): string {
  const able = [capabilities.tools ? "tools" : null, capabilities.jsonSchema ? "JSON schema" : null].filter(Boolean);
  const facts = [server.fingerprint ?? server.kind, model, able.length > 0 ? `able: ${able.join(", ")}` : null];
  return `\n${describeCounts(lines)}\n${facts.filter(Boolean).join(" · ")}\n`;
}
