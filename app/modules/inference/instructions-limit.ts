/** Longest instructions that staff may write; they share a context of a few thousand tokens with the evidence. */
export const MAX_INSTRUCTIONS_CHARS = 4_000;
