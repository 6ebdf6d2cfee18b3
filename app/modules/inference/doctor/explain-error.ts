import { APIError } from "openai";
import { z } from "zod";
import { meaningOfCode } from "./connection-codes";
import { findTlsProblem } from "./tls-problems";

const MAX_SERVER_WORDS = 200;
const WithCertificate = z.object({ cert: z.object({ subjectaltname: z.string() }) });
/** The code that the socket, TLS or undici gave, from wherever it is wrapped; null when there is none. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return errorCode(inner);
}

/** What an error of a request means, as a sentence for people. */
export function explainError(error: unknown): string {
  if (error instanceof APIError && typeof error.status === "number")
    return `The server answered with status ${error.status}${serverWords(error.message)}.`;
  const code = errorCode(error);
  const meaning = meaningOfCode(code);
  if (meaning !== null) return findTlsProblem(code) ? `${meaning}${certificateNames(error)}` : meaning;
  if (isTimeout(error)) return "The server did not answer in time.";
  const text = deepMessage(error);
  if (isRedirect(error)) return "The server redirects to another address. Enter the address that it redirects to.";
  if (/not allowed/.test(text))
    return "The name leads to an address that may not be used. It may point into a private network or to a metadata service.";
  if (/longer than/.test(text)) return "The server sent far more than was asked for, and was cut off.";
  if (/bad port/.test(text)) return "This port belongs to another service and is never used for a model server.";
  return code === null ? "The request failed." : `The connection failed (${code}).`;
}

/** Whom the certificate is for, where that is the trouble: Node then gives it with the error. */
function certificateNames(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const names = WithCertificate.safeParse(error).data?.cert.subjectaltname;
  if (names === undefined) return certificateNames(error.cause);
  return ` It is for ${plainText(names.replaceAll(/(?:DNS|IP Address):/g, ""), MAX_SERVER_WORDS)}.`;
}

/** The server answered, by sending us elsewhere (undici: "unexpected redirect"). */
export function isRedirect(error: unknown): boolean {
  return errorCode(error) === null && /redirect/i.test(deepMessage(error));
}

/** It did not answer in time. */
export function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /Timeout|Abort/.test(error.name) || /timed out|aborted/i.test(error.message) || isTimeout(error.cause);
}

function deepMessage(error: unknown): string {
  return error instanceof Error ? `${error.message} ${deepMessage(error.cause)}` : "";
}

/** What the server said, as plain and short text: it is not to be trusted. */
function serverWords(message: string): string {
  const words = plainText(message.replace(/^\d{3}\s*/, ""), MAX_SERVER_WORDS).replace(/[.\s]+$/, "");
  return words === "" || /^status code/.test(words) ? "" : ` and said: ${words}`;
}

/** One line without control or invisible characters. */
export function plainText(text: string, maxChars: number): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, maxChars);
}
