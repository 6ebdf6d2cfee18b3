import { z } from "zod";
import { PromptChoice } from "./prompt-choice";

const MAX_CHARS = 200;
/** It is kept in plain, also where nothing is ever deleted: a model's name and no sentence. */
const MODEL_NAME = /^[\w./:@+-]*$/;

/** What a call or the test set is asked with, as a page sends it. */
export const ReplayInput = z.intersection(
  PromptChoice,
  z.object({
    /** A server's id or "default". */
    endpoint: z.string().min(1).max(MAX_CHARS),
    /** Empty: the one that the server is entered with. */
    model: z
      .string()
      .trim()
      .max(MAX_CHARS)
      .regex(MODEL_NAME, "is not a model's name: letters, digits and . / : @ + - _ only, without spaces"),
  }),
);

export type ReplayInput = z.infer<typeof ReplayInput>;
