import { afterAll, expect, it } from "vitest";
import type { DoctorReport } from "~/modules/inference/doctor/doctor-report";
import { runDoctor } from "~/modules/inference/doctor/run-doctor.server";
import { closeModelClients } from "~/modules/inference/model-client.server";

afterAll(closeModelClients);

it("finds the embedded llama.cpp guarded, able to stream and to keep to a schema, and free once its reader has left", async () => {
  const report = await visit();
  const results = Object.fromEntries(report.lines.map(({ id, result }) => [id, result]));
  expect(results).toMatchObject({
    address: "pass",
    tls: "pass",
    path: "pass",
    server: "pass",
    key: "pass",
    models: "pass",
    side_doors: "pass",
    stream: "pass",
    usage: "pass",
    json_schema: "pass",
    abort: "pass",
    context: "pass",
    cache_salt: "pass",
  });
  expect(report.ok).toBe(true);
  expect(report.server).toMatchObject({
    kind: "llama.cpp",
    fingerprint: expect.stringMatching(/^llama\.cpp /) as string,
  });
  // Its chat template knows no tools: llama.cpp leaves them out and says nothing of it, also when they are required.
  expect(report.capabilities).toEqual({ tools: false, jsonSchema: true, contextTokens: 4096 });
});

async function visit(): Promise<DoctorReport> {
  const { INFERENCE_BASE_URL: baseUrl = "", INFERENCE_API_KEY: apiKey = "", INFERENCE_MODEL: model = "" } = process.env;
  const endpoint = {
    id: null,
    name: "embedded",
    baseUrl: baseUrl.replace("/v1", "/"),
    apiKey,
    model,
    allowPrivate: true,
  };
  for await (const event of runDoctor(endpoint, { signal: AbortSignal.timeout(100_000) }))
    if (event.type === "report") return event.report;
  throw new Error("the visit ended without a report");
}
