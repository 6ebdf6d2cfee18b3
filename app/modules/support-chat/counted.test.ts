import { expect, it } from "vitest";
import { countsOtherwise } from "./counted";

const PORTS = "Charges two devices: two USB-C ports and one USB-A.\nPorts: 2x USB-C, 1x USB-A";
const RETURNS = "You can return shoes within 30 days of delivery. Refunds take 5 to 10 working days.";

it.each([
  ["It has 1 USB-C port and 1 USB-A.", PORTS],
  ["It has three USB-C ports.", PORTS],
  ["You can return shoes within 14 days of delivery.", RETURNS],
  ["Refunds take 20 working days.", RETURNS],
])("%s counts otherwise", (sentence, source) => {
  expect(countsOtherwise(sentence, source)).toBe(true);
});

it.each([
  ["It has 2 USB-C ports and 1 USB-A.", PORTS],
  ["It charges two devices.", PORTS],
  ["You have thirty days of delivery to return shoes.", RETURNS],
  ["Refunds take up to 10 working days.", RETURNS],
  ["The lamp is 46 cm high.", "Height: 46 cm"],
])("%s does not", (sentence, source) => {
  expect(countsOtherwise(sentence, source)).toBe(false);
});
