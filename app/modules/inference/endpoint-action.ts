import { z } from "zod";
import { PURPOSES } from "./inference-types";

const Name = z.string().trim().min(1, "Give the server a name").max(60);
const BaseUrl = z.string().trim().min(1, "Enter the server's address").max(500);
const Model = z.string().trim().min(1, "Enter the model's name as the server lists it").max(200);
/** A form sends one ticked box as a string, several as a list, none not at all. */
const Purposes = z.preprocess(
  (value) => [value ?? []].flat(),
  z.array(z.enum(PURPOSES)).min(1, "Choose what the server is used for"),
);
/** Write-only: stored encrypted and never shown again. */
const ApiKey = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x21-\x7e]*$/, "A key holds no spaces and no special characters")
  .default("");

/** What a merchant types about a new model server. */
export const EndpointInput = z.object({
  name: Name,
  baseUrl: BaseUrl,
  model: Model,
  apiKey: ApiKey,
  purposes: Purposes,
});

/** Without purposes it is used for all. */
export type EndpointInput = Omit<z.infer<typeof EndpointInput>, "purposes"> &
  Partial<Pick<z.infer<typeof EndpointInput>, "purposes">>;

/** A change of a model server. Its key stays unless another is given or it is to be removed. */
export const EndpointChange = EndpointInput.extend({ keyChange: z.enum(["keep", "replace", "remove"]) });

export type EndpointChange = z.infer<typeof EndpointChange>;

/** The buttons of the list of model servers. */
export const EndpointAction = z.object({
  intent: z.enum(["up", "down", "enable", "disable", "delete"]),
  id: z.uuid(),
});

export type EndpointAction = z.infer<typeof EndpointAction>;
