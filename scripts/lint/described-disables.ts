import type { Rule } from "eslint";

/** Refuses an eslint-disable or ts-expect-error comment that does not say why after `--` (or as its text). */
export const describedDisables: Rule.RuleModule = {
  meta: { type: "problem", schema: [], messages: { undescribed: "Say why after ` -- `." } },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim();
          const undescribed = /^eslint-disable/.test(text) && !/ -- \S/.test(text);
          const bare = /^@ts-(expect-error|ignore|nocheck)\s*$/.test(text);
          if (comment.loc && (undescribed || bare)) context.report({ loc: comment.loc, messageId: "undescribed" });
        }
      },
    };
  },
};
