import { describe, expect, it } from "vitest";
import { countWords, DATA_CLASSES, DATA_CLASS_NAMES, expiryOf } from "./data-classes";
import { nextRunAt } from "./retention-jobs";
import { RetentionForm } from "./retention-form";

describe("classes of data", () => {
  it.each(DATA_CLASS_NAMES)("%s has a default within its bounds", (name) => {
    const { minDays, defaultDays, maxDays } = DATA_CLASSES[name];
    expect(minDays).toBeGreaterThan(0);
    expect(defaultDays).toBeGreaterThanOrEqual(minDays);
    expect(defaultDays).toBeLessThanOrEqual(maxDays);
  });

  it("are counted in words", () => {
    expect(countWords("conversations", 1)).toBe("1 conversation");
    expect(countWords("exports", 1_200)).toBe("1,200 copies");
  });

  it("end at the beginning of a day, never a day too early", () => {
    const now = new Date("2026-11-25T23:59:59Z");
    expect(expiryOf(30, now).toISOString()).toBe("2026-10-26T00:00:00.000Z");
    expect(now.getTime() - expiryOf(30, now).getTime()).toBeGreaterThanOrEqual(30 * 86_400_000);
  });
});

it.each([
  ["2026-11-25T03:22:59Z", "2026-11-25T03:23:00.000Z"],
  ["2026-11-25T03:23:00Z", "2026-11-26T03:23:00.000Z"],
  ["2026-12-31T12:00:00Z", "2027-01-01T03:23:00.000Z"],
])("after %s the next run is at %s", (now, next) => {
  expect(nextRunAt(new Date(now)).toISOString()).toBe(next);
});

it("a form with a wrong number says which field, its bounds, and no more", () => {
  const days = Object.fromEntries(DATA_CLASS_NAMES.map((name) => [name, "60"]));
  const wrong = { ...days, privacy_requests: "400", conversations: "many" };
  const { error } = RetentionForm.safeParse(wrong);
  expect(error?.issues.map(({ message }) => message)).toEqual(["Conversations: write 7 to 1,825 days"]);
});
