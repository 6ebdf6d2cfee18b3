import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { lazy, Suspense, useSyncExternalStore, type ReactNode } from "react";
import { formatFigure, type CallChart } from "~/modules/review/call-charts";
import { formatDay, seriesColour } from "./chart-words";

const CallChartPlot = lazy(() => import("./call-chart-plot"));

/** One chart with its legend, and the same figures as a table. */
export function CallChartCard({ chart }: { chart: CallChart }) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {chart.title}
          </Text>
          <Text as="p" tone="subdued">
            {chart.summary}
          </Text>
        </BlockStack>
        <div className="chart" role="img" aria-label={`${chart.title} by day. The table below has the figures.`}>
          <InBrowser>
            <CallChartPlot chart={chart} />
          </InBrowser>
        </div>
        <Legend chart={chart} />
        <details>
          <summary>The same as a table</summary>
          <ChartTable chart={chart} />
        </details>
      </BlockStack>
    </Card>
  );
}

const neverChanges = () => () => undefined;
const inBrowser = () => true;
const onServer = () => false;

/** A drawing has the size of its place, which the server does not know. */
function InBrowser({ children }: { children: ReactNode }) {
  const isBrowser = useSyncExternalStore(neverChanges, inBrowser, onServer);
  return isBrowser ? <Suspense fallback={null}>{children}</Suspense> : null;
}

function Legend({ chart }: { chart: CallChart }) {
  if (chart.series.length === 0) return null;
  return (
    <InlineStack gap="300">
      {chart.series.map(({ key, label }, index) => (
        <span key={key} className="chart-key">
          <i style={{ background: seriesColour(index) }} />
          {label}
        </span>
      ))}
    </InlineStack>
  );
}

function ChartTable({ chart: { title, series, rows, unit } }: { chart: CallChart }) {
  return (
    <div className="table-scroll">
      <table className="limits">
        <caption className="chart-caption">{title}, by day (UTC)</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ day, values }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day)}</th>
              {series.map(({ key }) => (
                <td key={key}>{formatFigure(values[key] ?? null, unit)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
