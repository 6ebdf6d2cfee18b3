import { expect, it } from "vitest";
import { describeEvent } from "./activity-words";

const nameStaff = (staffId: string) => `Ada ${staffId}`;

it("tells an event in a sentence", () => {
  expect(describeEvent("copy.published", {}, nameStaff)).toBe("Product copy was published");
  expect(describeEvent("staff.role_changed", { staffId: "1", from: null, to: "auditor" }, nameStaff)).toBe(
    "The role of Ada 1 was changed: no access → Auditor",
  );
  expect(describeEvent("staff.role_changed", { from: "owner", to: "gone" }, nameStaff)).toBe(
    "The role of somebody was changed: Owner → no access",
  );
  expect(describeEvent("audit_log.checked", { outcome: "whole", events: "12345" }, nameStaff)).toBe(
    "This log was checked: 12,345 events, all whole",
  );
  expect(describeEvent("audit_log.checked", { outcome: "damaged", events: "3", event: "4" }, nameStaff)).toBe(
    "This log was checked: event 4 does not hold",
  );
  expect(describeEvent("test_run.started", {}, nameStaff)).toBe("A run of the test set began");
  expect(describeEvent("new_thing.began_anew", {}, nameStaff)).toBe("New thing: began anew");
});
