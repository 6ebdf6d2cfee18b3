import { useState } from "react";
import { z } from "zod";

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });
const LOST = "The connection was lost before everything had arrived. Try again.";

/**
 * Fetches a file and hands it to the browser. Through fetch, because only that carries the session token of an embedded page.
 * @returns what is being fetched, and what went wrong
 */
export function useDownload() {
  const [state, setState] = useState<{ busy: string | null; problem: string | null }>({ busy: null, problem: null });
  const download = (url: string, name: string) => {
    setState({ busy: url, problem: null });
    void fetchFile(url, name).then((problem) => setState({ busy: null, problem }));
  };
  return { ...state, download };
}

async function fetchFile(url: string, name: string): Promise<string | null> {
  try {
    const response = await fetch(url);
    if (!response.ok) {
      const body = ErrorBody.safeParse(await response.json().catch(() => null));
      return body.success ? body.data.error.message : LOST;
    }
    save(await response.blob(), name);
    return null;
  } catch {
    return LOST;
  }
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
