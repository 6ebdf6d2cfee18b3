import { AppError } from "~/lib/app-error";

/** What each refusal of KMS means for the operator (docs.aws.amazon.com/kms/latest/APIReference, "Errors" of Encrypt and Decrypt). */
const HINTS: Readonly<Record<string, string>> = {
  AccessDeniedException: "the process's AWS identity may not use the key: allow kms:Encrypt and kms:Decrypt on it",
  CredentialsProviderError:
    "the process has no AWS credentials: give it a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  DisabledException: "the key is disabled: enable it in KMS",
  ExpiredTokenException: "the process's AWS credentials have expired",
  IncorrectKeyException: "the wrapped key belongs to another KMS key",
  InvalidCiphertextException: "the wrapped key was changed, or moved to another shop or id",
  KMSInvalidStateException: "the key is pending deletion or import: cancel the deletion in KMS",
  NotFoundException: "there is no such key in this account and region: check VAULT_KMS_KEY_ID and VAULT_KMS_REGION",
  UnrecognizedClientException: "the process's AWS credentials are not valid",
};

/** Refusals that stay until somebody changes something that was stored. */
const PERMANENT: ReadonlySet<string> = new Set(["InvalidCiphertextException", "IncorrectKeyException"]);

/**
 * A failed call to KMS as one of ours: `internal` when the wrapped key itself is wrong, else `keys_unavailable`. The SDK's error is not
 * kept as the cause: it carries the request's metadata.
 */
export function describeKmsFailure(verb: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : "UnknownError";
  const message = `KMS did not ${verb} a key (${name}): ${HINTS[name] ?? "it did not answer in time or could not be reached"}`;
  if (PERMANENT.has(name)) {
    const userMessage = "A stored value could not be read. The people who run this app have been told.";
    return new AppError("internal", { message, userMessage });
  }
  const userMessage = "The app cannot reach its key service right now. Nothing was lost; please try again in a minute.";
  return new AppError("keys_unavailable", { message, userMessage, retryAfterS: 30 });
}
