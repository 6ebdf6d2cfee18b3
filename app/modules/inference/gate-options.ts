import { compileEvidence } from "./checks/evidence-facts";
import { LeakGuard } from "./checks/prompt-leak";
import type { GovernedRequest } from "./inference-types";
import type { Placeholders } from "./redaction/placeholders";
import type { GateOptions } from "./release-gate";
import type { Prompt } from "./spotlight";

/** What an answer to this prompt is checked against; made anew for each reading of an answer, because the leak guard remembers. */
export function toGateOptions(
  request: GovernedRequest,
  { evidence, guarded, secrets }: Prompt,
  placeholders: Placeholders,
  countries: readonly string[],
): GateOptions {
  return {
    facts: compileEvidence(evidence),
    leaks: new LeakGuard({
      guarded,
      secrets: [secrets.marker, secrets.canary],
      evidence: evidence.map(({ text }) => text),
    }),
    placeholders,
    purpose: request.purpose,
    countries,
    isJson: request.schema !== undefined,
    mayRestore: true,
    ...(request.editor && { editor: request.editor }),
  };
}
