/** What the mock model server answers: 50 tokens that hold to the data, so that no check withholds a sentence. */
export const ANSWER_TOKENS: readonly string[] =
  "You can send unworn shoes back within 30 days . Please write to us first , so that we can send you a label . We pay you back as soon as the parcel is here and you do not have to do anything more for it , as we write to you about it ."
    .split(" ")
    .map((word, index) => (index === 0 || /^[.,]$/.test(word) ? word : ` ${word}`));

/** The data that the answer holds to. */
export const POLICY =
  "Unworn shoes can be sent back within 30 days. Write to us first; we send a label. We pay back when the parcel is here.";

export const QUESTION = "How long do I have to send shoes back, and who pays for the parcel?";
