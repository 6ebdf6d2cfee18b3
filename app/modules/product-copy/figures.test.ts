import { expect, it } from "vitest";
import { findFigures, isFigureIn } from "./figures";

const read = (text: string) => findFigures(text).map(({ value, unit }) => `${value}${unit}`);

it.each([
  ["1,200 and 1.200 kg", ["1200", "1200kg"]],
  ["2,5 l or 2.50 litres", ["2.5l", "2.5l"]],
  ["€65 and 65 euros", ["65€", "65€"]],
  ["half a dozen, 30-year", ["0.5", "12", "30%".replace("%", "year")]],
  ["½ cup, 50 %", ["0.5", "50%"]],
  ["often, eight, freight", ["8"]],
])("reads %s", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

it("compares units only when both figures have one", () => {
  const known = findFigures("7 cm");
  const isKnown = (text: string) => findFigures(text).every((figure) => isFigureIn(figure, known));
  expect([isKnown("7 centimetres"), isKnown("7"), isKnown("7 days"), isKnown("8 cm")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
