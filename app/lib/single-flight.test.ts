import { expect, it } from "vitest";
import { singleFlight } from "./single-flight";

it("shares what is under way and runs anew afterwards, also after a failure", async () => {
  let runs = 0;
  const once = singleFlight(async (key) => {
    runs += 1;
    await Promise.resolve();
    if (key === "bad") throw new Error("failed");
    return runs;
  });
  expect(await Promise.all([once("a"), once("a"), once("a")])).toEqual([1, 1, 1]);
  expect(await once("a")).toBe(2);
  await expect(once("bad")).rejects.toThrow("failed");
  await expect(once("bad")).rejects.toThrow("failed");
  expect(runs).toBe(4);
});
