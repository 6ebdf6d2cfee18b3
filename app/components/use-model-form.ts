import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import type { ModelFormValues } from "./model-form";

/** Why a server was not saved. */
export type ModelFormProblem = { readonly problem: string };

/** A form of a model server: its values, and saving them, which leads to the server's own page. */
export function useModelForm(start: ModelFormValues, hasApiKey: boolean) {
  const fetcher = useFetcher<ModelFormProblem>();
  const [values, setValues] = useState(start);
  return {
    values,
    change: (change: Partial<ModelFormValues>) => setValues((old) => ({ ...old, ...change })),
    save: () => void fetcher.submit(toForm(values, hasApiKey), { method: "post" }),
    saving: fetcher.state !== "idle",
    problem: fetcher.data?.problem ?? null,
  };
}

function toForm({ purposes, ...fields }: ModelFormValues, hasApiKey: boolean): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  // Where no key is stored there is no choice to make: one was entered or not.
  if (!hasApiKey) form.set("keyChange", fields.apiKey === "" ? "keep" : "replace");
  for (const purpose of purposes) form.append("purposes", purpose);
  return form;
}
