import { describe, expect, it } from "vitest";
import { previewRedaction } from "~/modules/inference/redaction/preview-redaction";
import { detectorWords } from "./personal-words";

describe("detectorWords", () => {
  it("has words for every rule that finds something here", () => {
    const text = [
      "Hi Zoe, my name is Ann Baker, 12 Baker Street, Springfield, IL 62704, ann@example.com, ann at example dot com",
      "SSN 523-41-9080, passport X12345678, card 4111 1111 1111 1111, XXXX-XXXX-XXXX-1234, iban DE89370400440532013000",
      "born on 1.2.1990, password: Qx7!kk, user: ann_77, 58.74.121.78, fe80::1ff:fe23:4567:890a, P.O. Box 12",
      "call 212-555-0142 or +49 30 901820, I live in Springfield, ZIP 11164, sk_live_abcdefghij0123456789",
    ].join("\n");
    const detectors = previewRedaction({ text }).spans.map(({ detector }) => detector);
    expect(detectors.length).toBeGreaterThan(15);
    expect(detectors.filter((detector) => detectorWords(detector) === "A rule")).toEqual([]);
  });
});
