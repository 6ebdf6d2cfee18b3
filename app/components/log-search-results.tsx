import { Banner, BlockStack, Box, Button, InlineStack, Link, Spinner, Text } from "@shopify/polaris";
import type { FoundCall } from "~/modules/review/search-events";
import { PURPOSE } from "~/modules/review/log-words";
import { CallBadges } from "./log-table";
import { RelativeTime } from "./relative-time";
import type { LogSearch, SearchEnd } from "./use-log-search";

const NUMBER = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

const WHERE = { asked: "Asked", answered: "Answered" } as const;

/** What a search has found so far, how far it got, and how to stop it or go on. */
export function LogSearchResults({ search }: { search: LogSearch }) {
  const { found, running, error, end } = search;
  return (
    <Box padding="400">
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            {running ? <Spinner size="small" accessibilityLabel="Searching" /> : null}
            <div role="status">
              <Text as="p">{describe(search)}</Text>
            </div>
          </InlineStack>
          <InlineStack gap="200">
            {running ? <Button onClick={search.stop}>Stop</Button> : null}
            {!running && end?.nextCursor ? <Button onClick={search.goOn}>Go on</Button> : null}
            <Button onClick={search.clear} variant="tertiary">
              Back to the list
            </Button>
          </InlineStack>
        </InlineStack>
        {error === null ? null : (
          <Banner tone="critical">
            <p>{error}</p>
          </Banner>
        )}
        {found.length > 0 ? (
          <ul className="plain-list">
            {found.map((call) => (
              <Found key={call.id} call={call} />
            ))}
          </ul>
        ) : null}
        <Text as="p" tone="subdued" variant="bodySm">
          Texts are stored encrypted, so each one is opened and read. Names, addresses and other personal data were
          replaced before, and are not found. Searches are in the audit log, without the words.
        </Text>
      </BlockStack>
    </Box>
  );
}

function Found({ call }: { call: FoundCall }) {
  return (
    <li className="found-call">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/logs/${call.id}`} removeUnderline>
            <RelativeTime date={call.createdAt} />
          </Link>
          <Text as="span" tone="subdued">
            {PURPOSE[call.purpose] ?? call.purpose}
          </Text>
          <CallBadges call={call} judgement={null} />
        </InlineStack>
        {call.excerpts.map((excerpt, index) => (
          <Text as="p" key={index} breakWord>
            <Text as="span" tone="subdued">{`${WHERE[excerpt.where]}: `}</Text>
            {excerpt.before}
            <mark>{excerpt.match}</mark>
            {excerpt.after}
          </Text>
        ))}
      </BlockStack>
    </li>
  );
}

function describe({ running, text, found, scanned, reached, end }: LogSearch): string {
  const far = reached === null ? "" : `, back to ${DAY.format(new Date(reached))}`;
  const seen = `${NUMBER.format(scanned)} ${scanned === 1 ? "call" : "calls"} read${far}`;
  const count = `${NUMBER.format(found.length)} found for “${text ?? ""}”`;
  if (running) return `${count} so far. ${seen}.`;
  return `${count}. ${seen}.${end ? ` ${explain(end)}` : " The search was stopped."}`;
}

function explain({ reason, unreadable }: SearchEnd): string {
  const damaged =
    unreadable > 0
      ? ` ${NUMBER.format(unreadable)} could not be read; the people who run this app have been told.`
      : "";
  return `${reason === "all" ? "These are all calls that fit the filters." : "One search goes so far; go on to read older calls."}${damaged}`;
}
