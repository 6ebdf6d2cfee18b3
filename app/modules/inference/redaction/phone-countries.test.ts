import { describe, expect, it } from "vitest";
import { detectPhones } from "./detect-phone";
import { toPhoneCountries } from "./phone-countries";

describe("toPhoneCountries", () => {
  it("begins with the shop's own and names each once", () => {
    expect(toPhoneCountries("NL", ["DE", "NL", "FR"])).toEqual(["NL", "DE", "FR"]);
    expect(toPhoneCountries("", [])).toEqual([]);
  });

  it("is bounded", () => {
    const many = Array.from({ length: 200 }, (_, index) => `C${index}`);
    expect(toPhoneCountries("NL", many)).toHaveLength(40);
  });
});

it("finds the national numbers of the countries that a shop sells to, and of no others", () => {
  const text = "Thanks, 20 12 34 56 is where I am.";
  expect(detectPhones(text, ["NL"])).toEqual([]);
  expect(detectPhones(text, ["NL", "DK"])).toEqual([{ start: 8, end: 19, type: "PHONE", detector: "phone_national" }]);
});
