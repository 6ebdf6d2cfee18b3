import { z } from "zod";

/**
 * The chat's wire as a client of the app sees it: app/modules/support-chat/chat-protocol.ts, of which this reads only
 * what it prints. Written again on purpose: scripts import nothing of the app.
 */
export const SessionResponse = z.object({ token: z.string(), origin: z.url() });

export const ChatEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("status") }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({
    type: z.literal("attachments"),
    attachments: z.object({
      sources: z.array(z.unknown()),
      cards: z.array(z.unknown()),
      orders: z.array(z.unknown()),
      loginOffered: z.boolean(),
    }),
  }),
  z.object({ type: z.literal("done"), status: z.string() }),
  z.object({ type: z.literal("error"), code: z.string(), text: z.string() }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;
