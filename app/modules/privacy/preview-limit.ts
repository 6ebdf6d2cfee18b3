/** Counting stops here: the exact number of so many helps nobody, and takes long. */
export const MAX_COUNTED = 100_000;
