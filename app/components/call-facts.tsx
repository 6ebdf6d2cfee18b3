import { Text } from "@shopify/polaris";
import { formatDuration } from "~/modules/review/log-words";

type Facts = {
  readonly model: string;
  readonly endpointName: string;
  readonly fingerprint: string | null;
  readonly promptVersion: string;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly firstTokenMs: number | null;
  readonly totalMs: number | null;
  readonly finishReason: string | null;
  readonly errorCode: string | null;
};

/** The measured facts of one call, each with its unit. */
export function CallFacts({ record }: { record: Facts }) {
  const rows: readonly (readonly [string, string])[] = [
    ["Model", record.model || "–"],
    ["Server", record.endpointName || "–"],
    ["Fingerprint", record.fingerprint ?? "–"],
    ["Prompt", record.promptVersion],
    ["Tokens sent", String(record.promptTokens ?? "–")],
    ["Tokens returned", String(record.completionTokens ?? "–")],
    ["Time to first token", formatDuration(record.firstTokenMs)],
    ["Total time", formatDuration(record.totalMs)],
    ["Finish reason", record.finishReason ?? "did not arrive"],
    ...(record.errorCode ? [["Error", record.errorCode.replaceAll("_", " ")] as const] : []),
  ];
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>
            <Text as="span" tone="subdued">
              {name}
            </Text>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
