import { describe, expect, it } from "vitest";
import { describeKmsFailure } from "./kms-failure";

function failure(name: string): Error {
  return Object.assign(new Error("arn and request id"), { name, $metadata: { requestId: "r1" } });
}

describe("describeKmsFailure", () => {
  it.each([
    ["AccessDeniedException", "keys_unavailable", /allow kms:Encrypt/],
    ["DisabledException", "keys_unavailable", /enable it in KMS/],
    ["KMSInvalidStateException", "keys_unavailable", /pending deletion/],
    ["TimeoutError", "keys_unavailable", /did not answer in time/],
    ["InvalidCiphertextException", "internal", /was changed, or moved/],
    ["IncorrectKeyException", "internal", /another KMS key/],
  ])("tells %s as %s with what to do, and nothing of the SDK's own error", (name, code, message) => {
    const error = describeKmsFailure("wrap", failure(name));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect(error.cause).toBeUndefined();
    expect(error.userMessage).not.toContain("KMS");
  });
});
