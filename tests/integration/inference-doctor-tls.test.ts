import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { closeDatabase } from "~/db.server";
import { checkModel } from "~/modules/inference/check-model.server";
import type { DoctorLine } from "~/modules/inference/doctor/doctor-report";
import { runDoctor } from "~/modules/inference/doctor/run-doctor.server";
import { explainFailure } from "~/modules/inference/explain-failure";
import { getCallRecord } from "~/modules/inference/get-call-record.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { startKindServer, type KindServer } from "../fakes/model-server-kinds";
import { makeAuthority, makeSelfSigned } from "../support/certificates";
import { collect, makeModelShop, outcomeOf, requestOf } from "./inference-shop";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const trusted = makeAuthority();
const unknown = makeAuthority("Somebody's CA");
const before = tls.getCACertificates("default");
const open: KindServer[] = [];
const OLD: ServerOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };

// What NODE_EXTRA_CA_CERTS does when a process begins.
beforeAll(() => tls.setDefaultCACertificates([...before, trusted.pem]));
afterAll(async () => {
  tls.setDefaultCACertificates(before);
  await closeDatabase();
});
afterEach(async () => {
  await closeModelClients();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: ServerOptions | null): Promise<string> {
  const server = await startKindServer({ kind: "llama.cpp", tls: options });
  open.push(server);
  return server.origin;
}

/** The visit's line about the connection; it is left there. */
async function connectionLine(baseUrl: string): Promise<DoctorLine> {
  const leave = new AbortController();
  const endpoint = { id: null, name: "t", baseUrl, apiKey: "dev-key", model: "m", allowPrivate: true };
  for await (const event of runDoctor(endpoint, { signal: leave.signal }))
    if (event.type === "line" && event.line.id === "tls") {
      leave.abort();
      return event.line;
    }
  throw new Error("the visit ended without a line about the connection");
}

describe("a server with a certificate", () => {
  it.each([
    ["of an authority that is trusted", trusted.issue()],
    ["of an authority below that, whose certificate is sent along", trusted.below({ isSent: true }).issue()],
  ])("%s is fine", async (_what, issued) => {
    const line = await connectionLine(await start(issued));
    expect(line.result).toBe("pass");
    expect(line.detail).toMatch(/^Encrypted with TLSv1\.3, by a certificate .* valid until \d{4}-\d\d-\d\d\.$/);
  });

  it("that ends soon is warned of", async () => {
    const line = await connectionLine(await start(trusted.issue({ validForDays: 5 })));
    expect(line).toMatchObject({ result: "warn", fix: "Renew the certificate before that day." });
  });

  const chainWithRoot = () => {
    const { cert, key } = unknown.issue();
    return { cert: cert + unknown.pem, key };
  };
  const elsewhere = trusted.issue({ altNames: [{ dns: "models.internal" }, { ip: "10.0.0.7" }] });
  const mutual = { ...trusted.issue(), requestCert: true, ca: [trusted.pem] };

  it.each<[string, ServerOptions, RegExp, RegExp]>([
    ["self-signed", makeSelfSigned(), /is self-signed/, /To trust just this one, .*NODE_EXTRA_CA_CERTS/],
    [
      "of an unknown authority",
      unknown.issue(),
      /leads to no authority .* trusts: .* of your own/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    ["of an unknown authority, sent along", chainWithRoot(), /from an authority .* not trust/, /NODE_EXTRA_CA_CERTS/],
    ["without the one between", trusted.below({ isSent: false }).issue(), /leaves out the certificates/, /fullchain/],
    [
      "for another name",
      elsewhere,
      /for another name\. It is for models\.internal, 10\.0\.0\.7\.$/,
      /with a name that/,
    ],
    ["expired", trusted.issue({ validFromDays: -40, validForDays: 10 }), /has expired/, /^Renew the certificate/],
    ["of tomorrow", trusted.issue({ validFromDays: 2 }), /not valid yet/, /Check the clocks/],
    ["and old TLS", { ...trusted.issue(), ...OLD }, /no longer safe/, /TLS 1\.2 or 1\.3/],
    ["that wants ours", mutual, /closed the connection/, /mutual TLS/],
    ["that wants ours by TLS 1.2", { ...mutual, maxVersion: "TLSv1.2" }, /refused the TLS handshake/, /mutual TLS/],
  ])("%s is refused, in words that say why and what to do", async (_what, options, detail, fix) => {
    const line = await connectionLine(await start(options));
    expect(line).toMatchObject({ result: "fail" });
    expect(line.detail).toMatch(detail);
    expect(line.fix).toMatch(fix);
  });
});

describe("a call to a server whose certificate is not trusted", () => {
  const elsewhere = () => trusted.issue({ altNames: [{ dns: "models.internal" }] });
  it.each([
    ["self-signed", makeSelfSigned],
    ["of an unknown authority", () => unknown.issue()],
    ["for another name", elsewhere],
    ["expired", () => trusted.issue({ validFromDays: -40, validForDays: 10 })],
  ])("%s says so in the words of the check", async (_what, issue) => {
    const origin = await start(issue());
    const { detail, fix } = await connectionLine(origin);
    const shop = await makeModelShop([`${origin}/v1`]);
    const outcome = outcomeOf(await collect(shop, requestOf("How long?")));
    expect(outcome).toMatchObject({ state: "failed", errorCode: "model_unavailable" });
    const { verdicts } = await getCallRecord(shop, outcome.callId);
    const words = explainFailure(verdicts);
    expect(words?.fix).toBe(fix);
    // The check also names whom the certificate is for.
    expect(detail.startsWith(words?.meaning ?? "-")).toBe(true);
    const check = await checkModel(shop);
    expect(check.ok ? "" : check.reason).toContain(`${words?.meaning} ${fix}`);
  });
});

describe("a server under the wrong scheme", () => {
  it("is told to have no TLS", async () => {
    const line = await connectionLine((await start(null)).replace("http:", "https:"));
    expect(line).toMatchObject({ result: "fail", detail: "The server does not speak TLS on this port." });
    expect(line.fix).toContain("http://");
  });

  it("is told to be asked with https", async () => {
    const line = await connectionLine((await start(trusted.issue())).replace("https:", "http:"));
    expect(line).toMatchObject({ result: "fail" });
    expect(line.fix).toContain("https://");
  });
});

const Report = z.object({ lines: z.array(z.object({ id: z.string(), result: z.string() })) });

it("the command trusts an authority of one's own by NODE_EXTRA_CA_CERTS", async () => {
  const origin = await start(unknown.issue());
  const folder = mkdtempSync(join(tmpdir(), "inhouse-ca-"));
  const file = join(folder, "ca.pem");
  writeFileSync(file, unknown.pem);
  try {
    const { lines } = Report.parse(JSON.parse(await runCommand(origin, { NODE_EXTRA_CA_CERTS: file, KEY: "dev-key" })));
    expect(lines.filter(({ result }) => result !== "pass")).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** As `npm run -s doctor -- <baseURL> --json` in a process of its own; gives what it prints. */
function runCommand(baseUrl: string, env: Record<string, string>): Promise<string> {
  const args = [join(ROOT, "scripts", "doctor.ts"), baseUrl, "--json"];
  return new Promise((resolve) =>
    execFile(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } }, (_error, output) =>
      resolve(output),
    ),
  );
}
