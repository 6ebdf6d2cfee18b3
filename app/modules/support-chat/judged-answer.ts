import { composeAnswer } from "./compose-from-evidence";
import { answersQuestion, judgeSentence, opensAnswer, type Ground } from "./support";
import { plain, sentences } from "./words";

/** Turns a model's released text into sentences that may be said, with citation marks, and completes it from the evidence. */
export type JudgedAnswer = {
  /** Takes more of the model's text; gives what may be shown now, maybe nothing. */
  readonly add: (text: string) => string;
  /** Ends the answer: `isWhole` tells whether the model's last sentence was finished. Gives what is still to be shown. */
  readonly end: (isWhole: boolean) => string;
  /** True when a sentence of the model was shown. */
  readonly isModelShown: () => boolean;
  /** True when the shown sentences of the model answer the question by themselves. */
  readonly isModelUseful: () => boolean;
  /** Evidence ids in the order of their citation marks. */
  readonly cited: () => readonly string[];
};

const SENTENCE_END = /[.!?…]["”»)]?\s*$/;

/** Starts an answer on one ground (question, evidence, quotes). */
export function startJudgedAnswer(ground: Ground): JudgedAnswer {
  const cited: string[] = [];
  const said: string[] = [];
  let buffer = "";
  let openMark: string | null = null;

  const mark = (evidenceId: string) => {
    if (!cited.includes(evidenceId)) cited.push(evidenceId);
    return `[${cited.indexOf(evidenceId) + 1}]`;
  };
  const closeMark = () => {
    const text = openMark === null ? "" : ` ${mark(openMark)}`;
    openMark = null;
    return text;
  };
  const sayIfTrue = (sentence: string) => {
    const verdict = judgeSentence(sentence, ground);
    if (!verdict.ok || said.some((earlier) => plain(earlier) === plain(sentence))) return "";
    if (said.length === 0 && !opensAnswer(sentence, ground)) return "";
    const before = openMark === verdict.evidenceId ? "" : closeMark();
    const text = `${before}${said.length > 0 ? " " : ""}${sentence}`;
    said.push(sentence);
    openMark = verdict.evidenceId;
    return text;
  };
  const take = (isEnd: boolean) => {
    const parts = sentences(buffer);
    const isLastWhole = isEnd || SENTENCE_END.test(buffer);
    const unfinished = isLastWhole ? undefined : parts.pop();
    // The tail as it came: a space at its end belongs before what follows.
    buffer = unfinished === undefined ? "" : buffer.slice(buffer.lastIndexOf(unfinished));
    return parts.map(sayIfTrue).join("");
  };
  const complete = () => {
    const missing = ground.quotes.filter(({ sentence }) => !said.some((earlier) => plain(earlier) === plain(sentence)));
    const composed = composeAnswer(missing, ground.evidence, mark);
    return composed === "" ? "" : `${said.length > 0 ? "\n\n" : ""}${composed}`;
  };

  return {
    add: (text) => {
      buffer += text;
      return take(false);
    },
    end: (isWhole) => {
      if (!isWhole && !SENTENCE_END.test(buffer)) buffer = "";
      const rest = `${take(true)}${closeMark()}`;
      return answersQuestion(said, ground) ? rest : `${rest}${complete()}`;
    },
    isModelShown: () => said.length > 0,
    isModelUseful: () => answersQuestion(said, ground),
    cited: () => cited,
  };
}
