import { markPlaceholders } from "~/modules/review/marked-text";

/** Text in a readable measure, as sent or as said; placeholders stand out as tokens and are named for screen readers. */
export function MarkedText({ text, look = "sent" }: { text: string; look?: "sent" | "said" }) {
  return (
    <div className={look === "sent" ? "as-sent" : "as-said"}>
      {markPlaceholders(text).map((segment, index) =>
        segment.kind === "text" ? (
          <span key={index}>{segment.text}</span>
        ) : (
          <mark
            key={index}
            className="placeholder"
            data-type={segment.type}
            title={`Personal data was replaced: ${segment.type.toLowerCase()}`}
          >
            {segment.text}
          </mark>
        ),
      )}
    </div>
  );
}
