import { Text } from "@shopify/polaris";
import { diffWords, type DiffPart } from "~/lib/word-diff";

/** A text with what was taken out struck through and what is new underlined; screen readers hear both. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const parts = diffWords(before, after);
  if (parts.every((part) => part.kind === "same"))
    return (
      <Text as="p" tone="subdued">
        The two texts are the same.
      </Text>
    );
  return (
    <div className="copy-text">
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: DiffPart }) {
  switch (part.kind) {
    case "same":
      return <span>{part.text}</span>;
    case "removed":
      return (
        <del>
          <Text as="span" visuallyHidden>
            {" removed: "}
          </Text>
          {part.text}
          <Text as="span" visuallyHidden>
            {" end of removal "}
          </Text>
        </del>
      );
    case "added":
      return (
        <ins>
          <Text as="span" visuallyHidden>
            {" added: "}
          </Text>
          {part.text}
          <Text as="span" visuallyHidden>
            {" end of addition "}
          </Text>
        </ins>
      );
  }
}
