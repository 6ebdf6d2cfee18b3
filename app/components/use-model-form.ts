import { useFetcher, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { ModelFormValues } from "./model-form";

/** Where the saved server is to be seen, or why it was not saved. */
export type ModelFormResult = { readonly savedAt: string } | { readonly problem: string };

/** A form of a model server: its values, and saving them. */
export function useModelForm(start: ModelFormValues, hasApiKey: boolean) {
  const fetcher = useFetcher<ModelFormResult>();
  const navigate = useNavigate();
  const [values, setValues] = useState(start);
  const result = fetcher.data;
  useEffect(() => {
    if (result && "savedAt" in result) void navigate(result.savedAt);
  }, [result, navigate]);
  return {
    values,
    change: (change: Partial<ModelFormValues>) => setValues((old) => ({ ...old, ...change })),
    save: () => void fetcher.submit(toForm(values, hasApiKey), { method: "post" }),
    saving: fetcher.state !== "idle",
    problem: result && "problem" in result ? result.problem : null,
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
