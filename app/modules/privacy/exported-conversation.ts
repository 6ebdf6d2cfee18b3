import { z } from "zod";

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const Order = z.object({
  name: z.string(),
  placedOn: z.string(),
  step: z.string(),
  items: list(z.object({ title: z.string(), quantity: z.number() })),
});

const Message = z.object({
  author: z.string(),
  text: z.string(),
  createdAt: z.string(),
  status: z.string(),
  orders: list(Order),
  products: list(z.string()),
  sources: list(z.string()),
});

const Call = z.object({
  id: z.string(),
  createdAt: z.string(),
  state: z.string(),
  model: z.string(),
  server: z.string(),
  sent: z.string().nullable(),
  returned: z.string().nullable(),
  released: z.string().nullable(),
  evidence: z.string().nullable(),
});

const StaffWords = z.object({ callId: z.string(), kind: z.string(), text: z.string(), createdAt: z.string() });

/** One conversation as the customer gets it; what a room hands over has at least this. Times are ISO 8601. */
export const ExportedConversation = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastMessageAt: z.string(),
  language: z.string(),
  state: z.string(),
  messages: list(Message),
  placeholders: list(z.object({ placeholder: z.string(), value: z.string() })),
  calls: list(Call),
  staffWords: list(StaffWords),
});

export type ExportedConversation = z.infer<typeof ExportedConversation>;
