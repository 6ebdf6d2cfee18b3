import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const Slots = z.array(z.object({ is_processing: z.boolean() }));

const baseURL = process.env["INFERENCE_BASE_URL"];
const apiKey = process.env["INFERENCE_API_KEY"] ?? "";
const model = process.env["INFERENCE_MODEL"] ?? "";
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 60_000 });

describe("the embedded llama.cpp server", () => {
  it("lists the model under its name", async () => {
    const names = [];
    for await (const { id } of client.models.list()) names.push(id);
    expect(names).toEqual(["smollm2-135m-instruct"]);
  });

  it("refuses a request without the key", async () => {
    const stranger = new OpenAI({ baseURL, apiKey: "wrong", maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
  });

  it("streams an answer that ends with a finish reason and its usage", async () => {
    const stream = await client.chat.completions.create({
      model,
      max_tokens: 24,
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: "user", content: "Name a colour." }],
    });
    let text = "";
    let finish: string | null = null;
    let tokens = 0;
    for await (const { choices, usage } of stream) {
      text += choices[0]?.delta.content ?? "";
      finish = choices[0]?.finish_reason ?? finish;
      tokens = usage?.completion_tokens ?? tokens;
    }
    expect(text.length).toBeGreaterThan(2);
    expect(["stop", "length"]).toContain(finish);
    expect(tokens).toBeGreaterThan(0);
  });

  it("keeps to a JSON schema", async () => {
    const schema = {
      type: "object",
      properties: { warm: { type: "boolean" } },
      required: ["warm"],
      additionalProperties: false,
    };
    const { choices } = await client.chat.completions.create({
      model,
      max_tokens: 32,
      messages: [{ role: "user", content: "Is wool warm? Answer as JSON." }],
      response_format: { type: "json_schema", json_schema: { name: "answer", schema } },
    });
    expect(choices[0]?.message.content).toMatch(/^\s*\{\s*"warm"\s*:\s*(true|false)\s*\}\s*$/);
  });

  it("frees the slot within a second after the reader has left", async () => {
    const controller = new AbortController();
    const messages = [{ role: "user" as const, content: "Tell a very long story." }];
    const stream = await client.chat.completions.create(
      { model, max_tokens: 3000, stream: true, messages },
      { signal: controller.signal },
    );
    for await (const _ of stream) break;
    controller.abort();
    await expect.poll(busySlots, { timeout: 1_000, interval: 50 }).toBe(0);
  });
});

async function busySlots(): Promise<number> {
  const response = await fetch(new URL("/slots", baseURL), { headers: { authorization: `Bearer ${apiKey}` } });
  return Slots.parse(await response.json()).filter((slot) => slot.is_processing).length;
}
