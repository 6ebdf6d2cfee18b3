import { z } from "zod";

/** Limits of what a merchant types about a model server. */
export const EndpointInput = z.object({
  name: z.string().trim().min(1, "Give the server a name").max(60),
  baseUrl: z.string().trim().min(1, "Enter the server's address").max(500),
  model: z.string().trim().min(1, "Enter the model's name as the server lists it").max(200),
  /** Write-only: stored encrypted and never shown again. */
  apiKey: z.string().trim().max(500).default(""),
});

export type EndpointInput = z.infer<typeof EndpointInput>;

/** The forms of the model server card. "default" stands for the operator's own server. */
export const EndpointAction = z.discriminatedUnion("intent", [
  EndpointInput.extend({ intent: z.literal("save") }),
  z.object({ intent: z.literal("delete"), id: z.uuid() }),
  z.object({ intent: z.literal("test"), id: z.union([z.uuid(), z.literal("default")]) }),
]);
