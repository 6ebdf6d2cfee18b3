import { markPlaceholders } from "~/modules/review/marked-text";

/** As-sent text in a readable measure; placeholders stand out as tokens and are named for screen readers. */
export function MarkedText({ text }: { text: string }) {
  return (
    <div className="as-sent">
      {markPlaceholders(text).map((segment, index) =>
        segment.kind === "text" ? (
          <span key={index}>{segment.text}</span>
        ) : (
          <mark
            key={index}
            className="placeholder"
            data-type={segment.type}
            title={`Replaced before sending: ${segment.type.toLowerCase()}`}
          >
            {segment.text}
          </mark>
        ),
      )}
    </div>
  );
}
