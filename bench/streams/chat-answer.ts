/** What every visitor asks the demo store, before the key of their stream. */
export const QUESTION = "How long can I send shoes back?";

/** What the slow model answers: about 50 tokens that hold to the store's policy, so that no check withholds a sentence. */
export const ANSWER_TOKENS: readonly string[] =
  "You can send shoes back within 45 days from the day they reach you . Everything else can come back within 30 days , unused and with its labels . We refund within 5 working days after the parcel arrives , to the way you paid ."
    .split(" ")
    .map((word, index) => (index === 0 || /^[.,]$/.test(word) ? word : ` ${word}`));
