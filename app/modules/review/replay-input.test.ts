import { describe, expect, it } from "vitest";
import { ReplayInput } from "./replay-input";

const input = (model: string) => ({ prompt: "as_sent", endpoint: "default", model });

describe("the model that is asked again", () => {
  it.each(["", " ", "qwen2.5:0.5b-instruct_q4", "hf.co/Qwen/Qwen3-8B@main+lora"])("may be %j", (model) => {
    expect(ReplayInput.parse(input(model))).toMatchObject({ model: model.trim() });
  });

  it.each(["call Ada Brandt back", "ada\nbrandt", "Zoë", "<b>", "x".repeat(201)])("may not be %j", (model) => {
    const { error } = ReplayInput.safeParse(input(model));
    expect(error?.issues.map(({ path }) => path)).toEqual([["model"]]);
  });
});
