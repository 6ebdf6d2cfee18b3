import { attachmentsOf, type AnswerBasis } from "./attachments";
import { findContact } from "./hand-over.server";
import { textsFor } from "./texts";
import { say, type Step, type Turn } from "./turn";

/** The shop's pages say nothing of it: no guess, a way to a person, and the products that were named. */
export async function* sayUnknown(turn: Turn, basis: AnswerBasis): AsyncGenerator<Step, void, undefined> {
  const texts = textsFor(turn.locale);
  const contact = await findContact(turn);
  const attachments = attachmentsOf(basis, []);
  yield* say([texts.unknown, ...(contact ? [texts.contactAt(contact)] : [])].join("\n\n"), {
    attachments: attachments.cards.length > 0 ? attachments : null,
  });
}
