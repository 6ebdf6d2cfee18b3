import { expect, it } from "vitest";
import { describeEvent } from "./activity-words";

it("tells an event in a sentence", () => {
  expect(describeEvent("copy.published", {})).toBe("Product copy was published");
  expect(describeEvent("staff.role_changed", { from: null, to: "auditor" })).toBe(
    "A role was changed: no access → Auditor",
  );
  expect(describeEvent("staff.role_changed", { from: "owner", to: "gone" })).toBe(
    "A role was changed: Owner → no access",
  );
  expect(describeEvent("test_run.started", {})).toBe("Test run: started");
});
