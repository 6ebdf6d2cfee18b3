import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import { checkModel } from "~/modules/inference/check-model.server";
import { deleteEndpoint } from "~/modules/inference/delete-endpoint.server";
import { diagnoseEndpoint } from "~/modules/inference/diagnose-endpoint.server";
import type { DoctorEvent } from "~/modules/inference/doctor/doctor-report";
import { enableEndpoint } from "~/modules/inference/enable-endpoint.server";
import { PURPOSES, type Purpose } from "~/modules/inference/inference-types";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { getEndpointSummary, listEndpoints } from "~/modules/inference/list-endpoints.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { moveEndpoint } from "~/modules/inference/move-endpoint.server";
import { resolveEndpoints } from "~/modules/inference/resolve-endpoints.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { updateEndpoint } from "~/modules/inference/update-endpoint.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { startScriptedModel, type ScriptedModel } from "../fakes/scripted-model";
import { makeModelShop } from "./inference-shop";

const KEY = "sk-very-secret-key";
let model: ScriptedModel;

beforeAll(async () => {
  model = await startScriptedModel({ apiKey: KEY, model: "m" });
});
afterAll(async () => {
  await closeModelClients();
  await model.close();
});

const draft = (rest: object = {}) => ({ name: "Ours", baseUrl: model.baseUrl, model: "m", apiKey: KEY, ...rest });

/** The shop's keys as a call would send them. */
const keysOf = async (shop: ShopContext) => (await resolveEndpoints(shop, "chat")).map(({ apiKey }) => apiKey);

describe("endpoints", () => {
  it("are listed without their key, which is stored as ciphertext only", async () => {
    const shop = await makeModelShop([]);
    const id = await saveEndpoint(shop, draft({ baseUrl: model.baseUrl.replace("/v1", "/") }));
    const { baseUrl } = model;
    expect(await listEndpoints(shop)).toEqual([
      {
        ...{ id, name: "Ours", baseUrl, model: "m", hasApiKey: true },
        ...{ enabled: true, purposes: ["chat", "copy"], lastCheck: null, lastCheckAt: null },
      },
    ]);
    const row = await withTenant(shop, (tx) => tx.modelEndpoint.findFirstOrThrow());
    expect(Buffer.from(row.apiKey ?? []).toString("latin1")).not.toContain("secret");
  });

  it.each([
    "http://169.254.169.254/v1",
    "http://[::ffff:169.254.169.254]",
    "http://2852039166/",
    "ftp://x.example",
    "https://a:b@x.example",
    "nonsense",
  ])("are refused at %s", async (baseUrl) => {
    const shop = await makeModelShop([]);
    await expect(saveEndpoint(shop, draft({ baseUrl }))).rejects.toMatchObject({ status: 422 });
  });

  it("of another shop cannot be tested or deleted", async () => {
    const [shop, other] = [await makeModelShop([]), await makeModelShop([])];
    const id = await saveEndpoint(shop, draft());
    await expect(deleteEndpoint(other, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listEndpoints(shop)).length).toBe(1);
    await deleteEndpoint(shop, id);
    expect(await listEndpoints(shop)).toEqual([]);
  });
});

describe("updateEndpoint", () => {
  const change = (rest: object = {}) => ({
    name: "Ours",
    baseUrl: model.baseUrl,
    model: "m",
    purposes: [...PURPOSES],
    keyChange: "keep" as const,
    apiKey: "",
    ...rest,
  });

  it("keeps, replaces and removes the key, and never gives it back", async () => {
    const shop = await makeModelShop([]);
    const id = await saveEndpoint(shop, draft());
    await updateEndpoint(shop, id, change({ name: "Renamed" }));
    expect(await keysOf(shop)).toEqual([KEY]);
    await updateEndpoint(shop, id, change({ keyChange: "replace", apiKey: "another-key" }));
    expect(await keysOf(shop)).toEqual(["another-key"]);
    await expect(updateEndpoint(shop, id, change({ keyChange: "replace" }))).rejects.toMatchObject({ status: 422 });
    expect(JSON.stringify(await listEndpoints(shop))).not.toMatch(/another-key|sk-very/);
    await updateEndpoint(shop, id, change({ keyChange: "remove" }));
    expect(await keysOf(shop)).toEqual([null]);
    expect(await listEndpoints(shop)).toMatchObject([{ name: "Ours", hasApiKey: false }]);
  });

  it("sends a stored key to no other host than the one that it was entered for", async () => {
    const shop = await makeModelShop([]);
    const id = await saveEndpoint(shop, draft());
    const moved = change({ baseUrl: "https://elsewhere.example.com" });
    await expect(updateEndpoint(shop, id, moved)).rejects.toMatchObject({ status: 422 });
    await updateEndpoint(shop, id, { ...moved, keyChange: "replace", apiKey: "theirs" });
    expect(await keysOf(shop)).toEqual(["theirs"]);
  });

  it("is refused for another shop's, for what is no id, and for a dangerous address", async () => {
    const [shop, other] = [await makeModelShop([]), await makeModelShop([])];
    const id = await saveEndpoint(shop, draft());
    await expect(updateEndpoint(other, id, change())).rejects.toMatchObject({ code: "not_found" });
    await expect(updateEndpoint(shop, "default", change())).rejects.toMatchObject({ code: "not_found" });
    const dangerous = change({ baseUrl: "http://169.254.169.254/" });
    await expect(updateEndpoint(shop, id, dangerous)).rejects.toMatchObject({ status: 422 });
  });
});

describe("order and purposes", () => {
  const names = async (shop: ShopContext, purpose: Purpose) =>
    (await resolveEndpoints(shop, purpose)).map(({ name }) => name);

  it("decide who is asked for what, and in which order", async () => {
    const shop = await makeModelShop([]);
    await saveEndpoint(shop, draft({ name: "a", purposes: ["chat"] }));
    const b = await saveEndpoint(shop, draft({ name: "b", purposes: ["copy"] }));
    const c = await saveEndpoint(shop, draft({ name: "c" }));
    expect([await names(shop, "chat"), await names(shop, "copy")]).toEqual([
      ["a", "c"],
      ["b", "c"],
    ]);
    await moveEndpoint(shop, c, "up");
    await moveEndpoint(shop, c, "up");
    await moveEndpoint(shop, c, "up");
    expect([await names(shop, "chat"), await names(shop, "copy")]).toEqual([
      ["c", "a"],
      ["c", "b"],
    ]);
    await moveEndpoint(shop, b, "down");
    await enableEndpoint(shop, c, false);
    expect([await names(shop, "chat"), await names(shop, "copy")]).toEqual([["a"], ["b"]]);
    await deleteEndpoint(shop, c);
    await saveEndpoint(shop, draft({ name: "d" }));
    expect((await listEndpoints(shop)).map(({ name }) => name)).toEqual(["a", "b", "d"]);
  });

  it("of another shop cannot be changed", async () => {
    const [shop, other] = [await makeModelShop([]), await makeModelShop([])];
    const id = await saveEndpoint(shop, draft());
    await expect(moveEndpoint(other, id, "up")).rejects.toMatchObject({ code: "not_found" });
    await expect(enableEndpoint(other, id, false)).rejects.toMatchObject({ code: "not_found" });
    await expect(getEndpointSummary(other, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("keep ten servers at most, also when many are added at once", async () => {
    const shop = await makeModelShop([]);
    const added = await Promise.allSettled(Array.from({ length: 14 }, () => saveEndpoint(shop, draft())));
    expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await listEndpoints(shop)).toHaveLength(10);
  });
});

describe("diagnoseEndpoint", () => {
  const visit = async (shop: ShopContext, id: string): Promise<DoctorEvent[]> => {
    const events: DoctorEvent[] = [];
    for await (const event of diagnoseEndpoint(shop, id, AbortSignal.timeout(60_000))) events.push(event);
    return events;
  };

  it("keeps what was found, until the server is changed, and logs each call", async () => {
    const shop = await makeModelShop([]);
    const id = await saveEndpoint(shop, draft());
    const before = model.requests.length;
    const events = await visit(shop, id);
    expect(events.at(-1)?.type).toBe("report");
    const asked = model.requests.slice(before).filter(({ body }) => body?.["messages"] !== undefined);
    const { records } = await listCallRecords(shop, {}, { limit: 50 });
    expect(records.map(({ purpose }) => purpose)).toEqual(asked.map(() => "check"));
    expect(asked.length).toBeGreaterThan(5);
    const summary = await getEndpointSummary(shop, id);
    expect(summary.lastCheck?.capabilities).toEqual({ tools: false, jsonSchema: false, contextTokens: null });
    expect(summary.lastCheck?.lines.find(({ id }) => id === "models")?.result).toBe("pass");
    expect(Date.parse(summary.lastCheckAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
    expect((await resolveEndpoints(shop, "chat"))[0]?.capabilities).toEqual(summary.lastCheck?.capabilities);
    await updateEndpoint(shop, id, { ...draft({ model: "n" }), purposes: ["chat"], keyChange: "keep", apiKey: "" });
    expect(await getEndpointSummary(shop, id)).toMatchObject({ lastCheck: null, lastCheckAt: null });
  });

  it("ends without a report when its reader leaves", async () => {
    const shop = await makeModelShop([]);
    const id = await saveEndpoint(shop, draft());
    const gone = new AbortController();
    const seen: string[] = [];
    for await (const event of diagnoseEndpoint(shop, id, gone.signal)) {
      seen.push(event.type);
      if (event.type === "line") gone.abort();
    }
    expect(seen).toEqual(["start", "line"]);
    expect((await getEndpointSummary(shop, id)).lastCheck).toBeNull();
  });

  it("is not for another shop's server", async () => {
    const [shop, other] = [await makeModelShop([]), await makeModelShop([])];
    const id = await saveEndpoint(shop, draft());
    await expect(visit(other, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(visit(shop, "nonsense")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("checkModel", () => {
  it("says that there is none, then that it answers, and asks only once in a while", async () => {
    const shop = await makeModelShop([]);
    expect(await checkModel(shop)).toEqual({
      ok: false,
      reason: "No model server is connected yet. Add one under Models.",
    });
    await saveEndpoint(shop, draft());
    const before = model.requests.length;
    expect(await checkModel(shop)).toEqual({
      ok: true,
      model: "m",
      fingerprint: "m · llama.cpp b1-scripted, scripted.gguf · fp_scripted",
    });
    await checkModel(shop);
    expect(model.requests.length - before).toBe(1);
  });
});
