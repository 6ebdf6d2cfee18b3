import { describe, expect, it } from "vitest";
import { describeCounts, type DoctorReport, type DoctorResult } from "~/modules/inference/doctor/doctor-report";
import type { EndpointSummary } from "~/modules/inference/endpoint";
import { endpointStatus, firstProblem, unservedPurposes } from "./model-words";

function report(results: readonly DoctorResult[]): DoctorReport {
  return {
    ok: !results.includes("fail"),
    baseUrl: "https://x/v1",
    model: "m",
    server: { kind: "other", fingerprint: null },
    capabilities: { tools: false, jsonSchema: false, contextTokens: null },
    firstTokenMs: null,
    lines: results.map((result, index) => ({
      ...{ id: String(index), title: "", result, detail: "", why: "", fix: null, example: null, ms: 0 },
    })),
  };
}

const endpoint = (rest: Partial<EndpointSummary> = {}): EndpointSummary => ({
  ...{ id: "1", name: "a", baseUrl: "https://x/v1", model: "m", hasApiKey: true, enabled: true },
  ...{ purposes: ["chat", "copy"], lastCheck: null, lastCheckAt: null },
  ...rest,
});

describe("endpointStatus", () => {
  it.each([
    [endpoint({ enabled: false, lastCheck: report(["fail"]) }), "Off"],
    [endpoint(), "Not checked"],
    [endpoint({ lastCheck: report(["pass", "fail", "warn"]) }), "1 problem"],
    [endpoint({ lastCheck: report(["fail", "fail"]) }), "2 problems"],
    [endpoint({ lastCheck: report(["warn", "unknown"]) }), "1 warning"],
    [endpoint({ lastCheck: report(["pass", "unknown"]) }), "Healthy"],
  ])("%# is said in a word", (each, label) => {
    expect(endpointStatus(each).label).toBe(label);
  });
});

it("firstProblem is the first check that failed of a server that is on", () => {
  const lastCheck = report(["warn", "fail", "fail"]);
  expect(firstProblem(endpoint({ lastCheck }))?.id).toBe("1");
  expect(firstProblem(endpoint({ lastCheck, enabled: false }))).toBeNull();
  expect(firstProblem(endpoint({ lastCheck: report(["warn"]) }))).toBeNull();
  expect(firstProblem(endpoint())).toBeNull();
});

describe("unservedPurposes", () => {
  it.each([
    [[], []],
    [[endpoint()], []],
    [[endpoint({ purposes: ["copy"] })], ["Support chat"]],
    [[endpoint({ enabled: false }), endpoint({ purposes: ["chat"] })], ["Product copy"]],
    [[endpoint({ enabled: false })], ["Support chat", "Product copy"]],
  ])("%# names what nothing answers for", (endpoints, labels) => {
    expect(unservedPurposes(endpoints)).toEqual(labels);
  });
});

it("counts worst first", () => {
  expect(describeCounts(report(["pass", "unknown", "fail", "warn", "warn"]).lines)).toBe(
    "1 problem, 2 warnings, 1 could not tell, 1 fine",
  );
});
