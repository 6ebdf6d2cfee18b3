/** A stream without any sentence end is cut here, between words; longer ones without a space are not released. */
export const MAX_SENTENCE_CHARS = 1_000;

// A full stop of Chinese or Japanese between Latin letters is the dot of an address (UTS 46, 4.5).
const TERMINATOR =
  /[.!?…]+[*_"'”’»)\]]*(?=\s)|(?:(?<![A-Za-z\d])[。！？]+|[。！？]+(?=[^A-Za-z\d。！？]))[」』）"]*|[।؟](?=\s|$)|\n+/gu;
/** What may follow a sentence's end and still belongs to it: a citation. */
const CITATION_AFTER = /^[ \t]*(?:\[[\w ,-]{1,12}\][ \t]*)+/;
const OPEN_CITATION = /^[ \t]*(?:\[[\w ,-]{1,12}\][ \t]*)*(?:\[[\w ,-]{0,12})?$/;
const ABBREVIATION =
  /(?:^|[\s("'“„])(?:[\p{L}]|e\.g|i\.e|z\.\s?b|d\.\s?h|u\.\s?a|o\.\s?ä|p\.\s?ej|c\.-à-d|approx|appr|ca|circa|etc|incl|excl|inkl|exkl|zzgl|bzw|usw|evtl|ggf|max|min|no|nr|nos|num|núm|art|abb|st|str|mr|mrs|ms|dr|prof|sr|sra|mme|mlle|vs|ver|vol|fig|dept|est|tel|tél|mo|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|bijv|d\.w\.z|env|p|s)\.$/iu;
const LIST_NUMBER = /(?:^|\n)[ \t]*\d{1,3}\.$/;
const ORDINAL = /(?:^|\s)\d{1,2}\.$/;
const NEXT_WORD = /^\s*(\S+)(\s?)/u;

/** Takes text as it arrives and gives whole sentences with the white space after them; their concatenation is the text. */
export class SentenceSplitter {
  #held = "";

  /** More text; gives the sentences that are surely complete. */
  push(text: string): string[] {
    this.#held += text;
    const sentences: string[] = [];
    for (let end = this.#findEnd(); end > 0; end = this.#findEnd()) {
      sentences.push(this.#held.slice(0, end));
      this.#held = this.#held.slice(end);
    }
    return sentences;
  }

  /** The text ended: what is left, and whether it ends as a sentence does. */
  end(): { rest: string; isWhole: boolean } {
    const rest = this.#held;
    this.#held = "";
    return { rest, isWhole: /[.!?…。！？।؟:][*_"'”’»)\]]*\s*(?:\[[\w ,-]{1,12}\]\s*)*$/u.test(rest) };
  }

  /** Length of the first complete sentence; 0 while none is surely complete. */
  #findEnd(): number {
    TERMINATOR.lastIndex = 0;
    for (const match of this.#held.matchAll(TERMINATOR)) {
      const end = match.index + match[0].length;
      if (match[0].startsWith("\n")) {
        // More line breaks may still come.
        return end < this.#held.length ? end : 0;
      }
      const decision = decide(this.#held.slice(0, end), this.#held.slice(end));
      if (decision === "wait") return 0;
      if (decision !== "no") return end + decision;
    }
    return this.#cutLong();
  }

  #cutLong(): number {
    if (this.#held.length <= MAX_SENTENCE_CHARS) return 0;
    const space = this.#held.slice(0, MAX_SENTENCE_CHARS).search(/\s\S*$/);
    return space > 0 ? space + 1 : 0;
  }

  /** Characters that wait for the end of their sentence. */
  get heldChars(): number {
    return this.#held.length;
  }
}

/** Whether a sentence ends between the two texts: how many characters after it still belong to it, or that more must be seen. */
function decide(before: string, after: string): number | "no" | "wait" {
  const core = before.replace(/[*_"'”’»)\]]+$/u, "");
  if (ABBREVIATION.test(core) || LIST_NUMBER.test(core)) return "no";
  const next = NEXT_WORD.exec(after);
  if (!next?.[1] || OPEN_CITATION.test(after)) return "wait";
  if (core.endsWith(".") && /^\p{Ll}/u.test(next[1])) return "no";
  // "12. März": a number with a full stop and a month is a date.
  if (ORDINAL.test(core) && (next[2] === "" || isMonth(next[1]))) return next[2] === "" ? "wait" : "no";
  return CITATION_AFTER.exec(after)?.[0].length ?? leadingSpace(after);
}

const leadingSpace = (text: string) => text.length - text.trimStart().length;

const isMonth = (word: string) => /^(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)/i.test(word);
