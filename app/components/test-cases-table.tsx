import { Badge, Button, IndexTable, Link, Text } from "@shopify/polaris";
import type { TestCase } from "~/modules/review/test-case";
import type { TestOutcome, TestRun } from "~/modules/review/test-run";
import { judgementWords } from "./judgement-words";
import { PhoneTable } from "./phone-table";

const RESULT: Readonly<Record<TestOutcome, { label: string; tone: "success" | "warning" | "critical" | undefined }>> = {
  pass: { label: "Passed", tone: "success" },
  withheld: { label: "Withheld", tone: "warning" },
  fail: { label: "Failed", tone: "critical" },
  erased: { label: "Erased", tone: undefined },
};

type Result = { readonly caseId: string; readonly outcome: TestOutcome; readonly callId: string | null };

type Props = {
  readonly cases: readonly TestCase[];
  /** The two newest, with their results: shown side by side. */
  readonly runs: readonly TestRun[];
  readonly results: Readonly<Record<string, readonly Result[]>>;
  /** Absent for who may not change the set. */
  readonly onRemove?: (id: string) => void;
};

/** The cases of the test set, with what came of each in the last two runs. */
export function TestCasesTable({ cases, runs, results, onRemove }: Props) {
  const names = ["Last run", "Run before"];
  return (
    <PhoneTable>
      <IndexTable
        resourceName={{ singular: "case", plural: "cases" }}
        itemCount={cases.length}
        selectable={false}
        headings={[
          { title: "Question" },
          { title: "Judged" },
          ...runs.map((run, index) => ({ title: names[index] ?? "", id: run.id })),
          ...(onRemove ? [{ title: "Actions", alignment: "end" as const }] : []),
        ]}
      >
        {cases.map((each, position) => (
          <IndexTable.Row key={each.id} id={each.id} position={position}>
            <IndexTable.Cell>
              <Link url={`/app/logs/${each.callId}`} removeUnderline dataPrimaryLink>
                <span className="test-question">{each.question === "" ? "Erased" : each.question}</span>
              </Link>
              <Text as="p" tone="subdued" variant="bodySm">
                {each.promptVersion}, {each.model}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <span className="phone-only">Judged: </span>
              <Judged judgement={each.judgement} />
            </IndexTable.Cell>
            {runs.map((run, index) => (
              <IndexTable.Cell key={run.id}>
                <span className="phone-only">{names[index]}: </span>
                <ResultBadge result={results[run.id]?.find(({ caseId }) => caseId === each.id)} />
              </IndexTable.Cell>
            ))}
            {onRemove ? (
              <IndexTable.Cell>
                <div className="cell-end">
                  <Button
                    variant="plain"
                    tone="critical"
                    accessibilityLabel={`Remove the case ${each.question.slice(0, 40)}`}
                    onClick={() => onRemove(each.id)}
                  >
                    Remove
                  </Button>
                </div>
              </IndexTable.Cell>
            ) : null}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

function Judged({ judgement }: { judgement: string | null }) {
  const words = judgementWords(judgement);
  if (words) return <Badge tone={words.tone}>{words.label}</Badge>;
  return (
    <Text as="span" tone="subdued">
      Not judged
    </Text>
  );
}

function ResultBadge({ result }: { result: Result | undefined }) {
  if (!result)
    return (
      <Text as="span" tone="subdued">
        –
      </Text>
    );
  const { label, tone } = RESULT[result.outcome];
  const badge = <Badge {...(tone ? { tone } : {})}>{label}</Badge>;
  return result.callId ? (
    <Link url={`/app/logs/${result.callId}`} removeUnderline accessibilityLabel={`${label}: open the call`}>
      {badge}
    </Link>
  ) : (
    badge
  );
}
