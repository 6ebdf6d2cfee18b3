import { Badge, BlockStack, Button, ButtonGroup, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { DEFAULT_ENDPOINT_ID, type EndpointSummary } from "~/modules/inference/endpoint";
import { endpointStatus, firstProblem, PURPOSE_LABELS, SERVER_LABELS } from "./model-words";
import { ModelRowMenu } from "./model-row-menu";
import { PhoneTable } from "./phone-table";
import { RelativeTime } from "./relative-time";
import { useMay } from "./use-staff";
import type { ModelActions } from "./use-model-actions";

type Props = { endpoints: readonly EndpointSummary[]; loading: boolean; actions: ModelActions };

/** The shop's model servers in the order in which they are asked. */
export function ModelsTable({ endpoints, loading, actions }: Props) {
  return (
    <PhoneTable>
      <IndexTable
        resourceName={{ singular: "model server", plural: "model servers" }}
        itemCount={endpoints.length}
        selectable={false}
        loading={loading}
        headings={[
          { title: "Server" },
          { title: "Model" },
          { title: "Used for" },
          { title: "Last check" },
          { title: "Actions", alignment: "end" },
        ]}
      >
        {endpoints.map((endpoint, index) => (
          <Row
            key={endpoint.id ?? DEFAULT_ENDPOINT_ID}
            endpoint={endpoint}
            index={index}
            count={endpoints.length}
            actions={actions}
          />
        ))}
      </IndexTable>
    </PhoneTable>
  );
}

type RowProps = { endpoint: EndpointSummary; index: number; count: number; actions: ModelActions };

function Row({ endpoint, index, count, actions }: RowProps) {
  const mayManage = useMay("models.manage");
  const id = endpoint.id ?? DEFAULT_ENDPOINT_ID;
  return (
    <IndexTable.Row id={id} position={index} {...(endpoint.enabled ? {} : { tone: "subdued" as const })}>
      <IndexTable.Cell>
        <BlockStack gap="050">
          <InlineStack gap="200" blockAlign="center">
            <Link url={`/app/models/${id}`} removeUnderline monochrome>
              <span className="model-name">
                <Text as="span" fontWeight="semibold">
                  {endpoint.name}
                </Text>
              </span>
            </Link>
            {endpoint.id === null ? <Badge>Set by the operator</Badge> : null}
          </InlineStack>
          <span className="model-address">{endpoint.baseUrl}</span>
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <span className="model-name">{endpoint.model}</span>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack gap="050">
          {endpoint.purposes.map((purpose) => (
            <span key={purpose}>{PURPOSE_LABELS[purpose]}</span>
          ))}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LastCheck endpoint={endpoint} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {mayManage ? (
          <InlineStack align="end" blockAlign="center" gap="200" wrap={false}>
            {endpoint.id === null || count < 2 ? null : (
              <OrderButtons endpoint={endpoint} index={index} count={count} actions={actions} />
            )}
            <Button url={`/app/models/${id}?check`} accessibilityLabel={`Check ${endpoint.name}`}>
              Check
            </Button>
            {endpoint.id === null ? null : <ModelRowMenu endpoint={endpoint} id={endpoint.id} actions={actions} />}
          </InlineStack>
        ) : null}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function LastCheck({ endpoint }: { endpoint: EndpointSummary }) {
  const { label, tone } = endpointStatus(endpoint);
  const { lastCheck, lastCheckAt } = endpoint;
  const problem = firstProblem(endpoint);
  return (
    <BlockStack gap="050" inlineAlign="start">
      <Badge {...(tone ? { tone } : {})}>{label}</Badge>
      {lastCheck === null || lastCheckAt === null ? null : (
        <Text as="span" tone="subdued" variant="bodySm">
          {SERVER_LABELS[lastCheck.server.kind]}, <RelativeTime date={lastCheckAt} />
        </Text>
      )}
      {problem === null ? null : (
        <div className="cell-note">
          <Text as="span" variant="bodySm" tone="critical">
            {problem.detail}
          </Text>{" "}
          {problem.fix === null ? null : (
            <Link
              url={`/app/models/${endpoint.id ?? DEFAULT_ENDPOINT_ID}`}
              accessibilityLabel={`How to fix it: ${endpoint.name}`}
            >
              How to fix it
            </Link>
          )}
        </div>
      )}
    </BlockStack>
  );
}

/** Polaris only says that a button at an end is disabled, so the keyboard's focus stays on it. */
function OrderButtons({ endpoint: { id, name }, index, count, actions }: RowProps) {
  if (id === null) return null;
  return (
    <ButtonGroup variant="segmented">
      <Button
        icon={ArrowUpIcon}
        accessibilityLabel={`Ask ${name} earlier`}
        disabled={index === 0}
        onClick={() => actions.send("up", id)}
      />
      <Button
        icon={ArrowDownIcon}
        accessibilityLabel={`Ask ${name} later`}
        disabled={index === count - 1}
        onClick={() => actions.send("down", id)}
      />
    </ButtonGroup>
  );
}
