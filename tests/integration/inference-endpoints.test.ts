import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTenant } from "~/db.server";
import { checkModel } from "~/modules/inference/check-model.server";
import { deleteEndpoint } from "~/modules/inference/delete-endpoint.server";
import { listCallRecords } from "~/modules/inference/list-call-records.server";
import { listEndpoints } from "~/modules/inference/list-endpoints.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import { testEndpoint } from "~/modules/inference/test-endpoint.server";
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

describe("endpoints", () => {
  it("are listed without their key, which is stored as ciphertext only", async () => {
    const shop = await makeModelShop([]);
    const id = await saveEndpoint(shop, draft({ baseUrl: model.baseUrl.replace("/v1", "/") }));
    expect(await listEndpoints(shop)).toEqual([
      { id, name: "Ours", baseUrl: model.baseUrl, model: "m", hasApiKey: true },
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
    await expect(testEndpoint(other, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteEndpoint(other, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listEndpoints(shop)).length).toBe(1);
    await deleteEndpoint(shop, id);
    expect(await listEndpoints(shop)).toEqual([]);
  });
});

describe("testEndpoint", () => {
  it("looks at the address, the models and a real answer", async () => {
    const shop = await makeModelShop([]);
    const test = await testEndpoint(shop, await saveEndpoint(shop, draft()));
    expect(test.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["address", true],
      ["models", true],
      ["answer", true],
    ]);
    expect(test.ok).toBe(true);
    expect(test.message).toMatch(/^m answered in \d+ ms\.$/);
    expect(model.requests.at(-1)?.body?.["max_tokens"]).toBe(8);
    expect((await listCallRecords(shop, { limit: 5 })).records.map(({ purpose }) => purpose)).toEqual(["check"]);
  });

  it.each([
    [{ apiKey: "wrong" }, /API key/],
    [{ model: "other" }, /no model "other"\. It has: m\./],
    [{ baseUrl: "http://127.0.0.1:9/v1" }, /cannot be reached/],
  ])("says what is wrong with %j", async (change, message) => {
    const shop = await makeModelShop([]);
    const test = await testEndpoint(shop, await saveEndpoint(shop, draft(change)));
    expect(test.ok).toBe(false);
    expect(test.message).toMatch(message);
  });
});

describe("checkModel", () => {
  it("says that there is none, then that it answers, and asks only once in a while", async () => {
    const shop = await makeModelShop([]);
    expect(await checkModel(shop)).toEqual({
      ok: false,
      reason: "No model server is connected yet. Add one under Settings.",
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
