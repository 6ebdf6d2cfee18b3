import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatFigure, type CallChart } from "~/modules/review/call-charts";
import { formatDay, seriesColour } from "./chart-words";

const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });

/** The drawing of one chart. It is loaded on its own: the library is larger than the rest of the page. */
export default function CallChartPlot({ chart }: { chart: CallChart }) {
  const { kind, series, unit } = chart;
  const data = chart.rows.map(({ day, values }) => ({ day, ...values }));
  const names = new Map(series.map(({ key, label }) => [key, label]));
  const axes = [
    <CartesianGrid key="grid" vertical={false} stroke="var(--p-color-border-secondary)" />,
    <XAxis key="x" dataKey="day" tickFormatter={formatDay} minTickGap={32} tickLine={false} {...INK} />,
    <YAxis
      key="y"
      width={52}
      allowDecimals={false}
      tickLine={false}
      axisLine={false}
      tickFormatter={(value: number) => (unit === "ms" ? formatFigure(value, unit) : COMPACT.format(value))}
      {...INK}
    />,
    <Tooltip
      key="tooltip"
      isAnimationActive={false}
      labelFormatter={(day) => (typeof day === "string" ? formatDay(day) : day)}
      formatter={(value, key) => [formatFigure(Number(value), unit), names.get(String(key)) ?? String(key)]}
    />,
  ];
  return (
    <ResponsiveContainer width="100%" height="100%">
      {kind === "bars" ? (
        <BarChart data={data} accessibilityLayer={false} margin={MARGIN}>
          {axes}
          {series.map(({ key }, index) => (
            <Bar key={key} dataKey={key} stackId="all" fill={seriesColour(index)} isAnimationActive={false} />
          ))}
        </BarChart>
      ) : (
        <LineChart data={data} accessibilityLayer={false} margin={MARGIN}>
          {axes}
          {series.map(({ key }, index) => (
            <Line
              key={key}
              dataKey={key}
              type="linear"
              stroke={seriesColour(index)}
              strokeWidth={2}
              dot={{ r: 2 }}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const INK = { fontSize: 12, tick: { fill: "var(--p-color-text-secondary)" }, stroke: "var(--p-color-border)" };
