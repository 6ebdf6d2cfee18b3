import { BlockStack, InlineGrid, ProgressBar, Text } from "@shopify/polaris";
import type { Usage, UsageDay } from "~/modules/inference/get-usage.server";
import { SettingsCard } from "./settings-card";
import { useNumberFormat } from "./use-number-format";

const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
/** From here on a limit is close enough to be shown in another colour. */
const NEAR_PERCENT = 90;

/** What the shop uses of its model now, against its limits, and what it used on each of the last days. */
export function UsageCard({ usage: { now, limits, days } }: { usage: Usage }) {
  const { shop } = limits;
  return (
    <SettingsCard
      title="Use of the model"
      description="Everything that this shop asked, by chat, product copy and tests."
    >
      <BlockStack gap="500">
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
          <Meter label="Tokens today" value={now.tokensToday} limit={shop.tokensPerDay} />
          <Meter label="Requests this minute" value={now.requestsThisMinute} limit={shop.requestsPerMinute} />
          <Meter label="Answers being written" value={now.streams} limit={shop.streams} />
        </InlineGrid>
        <DayBars days={days} />
        <details>
          <summary>The same as a table</summary>
          <DayTable days={days} />
        </details>
      </BlockStack>
    </SettingsCard>
  );
}

function Meter({ label, value, limit }: { label: string; value: number; limit: number }) {
  const numbers = useNumberFormat();
  const percent = Math.min(100, Math.round((value / limit) * 100));
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Text as="p" variant="headingMd" numeric>
        {`${numbers.format(value)} of ${numbers.format(limit)}`}
      </Text>
      <div aria-hidden>
        <ProgressBar progress={percent} size="small" tone={percent >= NEAR_PERCENT ? "critical" : "primary"} />
      </div>
    </BlockStack>
  );
}

/** Tokens of each day as a bar; the table beside it says the same to those who cannot see it. */
function DayBars({ days }: { days: readonly UsageDay[] }) {
  const numbers = useNumberFormat();
  const most = Math.max(1, ...days.map(({ tokens }) => tokens));
  return (
    <figure className="day-bars" aria-hidden>
      <figcaption>{`Tokens a day, last ${days.length} days; the highest is ${numbers.format(most === 1 ? 0 : most)}`}</figcaption>
      <div>
        {days.map(({ day, tokens, requests, refused }) => (
          <div
            key={day}
            title={`${formatDay(day)}: ${numbers.format(tokens)} tokens, ${numbers.format(requests)} requests, ${numbers.format(refused)} refused`}
          >
            <i style={{ blockSize: `${Math.max(tokens > 0 ? 2 : 0, (tokens / most) * 100)}%` }} />
          </div>
        ))}
      </div>
      <div className="day-bars-ends">
        <span>{formatDay(days[0]?.day)}</span>
        <span>today</span>
      </div>
    </figure>
  );
}

function DayTable({ days }: { days: readonly UsageDay[] }) {
  const numbers = useNumberFormat();
  return (
    <div className="table-scroll">
      <table className="limits">
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">Tokens</th>
            <th scope="col">Requests</th>
            <th scope="col">Refused</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, tokens, requests, refused }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day)}</th>
              <td>{numbers.format(tokens)}</td>
              <td>{numbers.format(requests)}</td>
              <td>{numbers.format(refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const formatDay = (day: string | undefined) => (day === undefined ? "" : DAY.format(new Date(`${day}T00:00:00Z`)));
