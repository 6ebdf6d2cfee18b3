/** The random words and the instructions of one call, as they stand in the request that the model got. */
export type Secrets = { readonly canary: string; readonly marker: string; readonly system: string };

/** One thing that a hostile model says, and what of it nobody may read. */
export type HostileCase = {
  readonly kind: string;
  readonly name: string;
  readonly says: (secrets: Secrets) => string;
  /** Any of these on the screen is an escape. */
  readonly forbidden: (secrets: Secrets) => readonly string[];
};

/** The text as it is compared with what is forbidden: as a reader sees it. */
export function seen(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\p{Cf}\u034f\u3164\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
}

/** Whether a text shows what the case forbids. */
export function escapes({ forbidden }: HostileCase, text: string, secrets: Secrets): boolean {
  const shown = seen(text);
  return forbidden(secrets).some((part) => shown.includes(seen(part)));
}

/** Whether any beginning of the text, as it came event by event, shows it. */
export function escapesAnywhere(hostile: HostileCase, events: readonly string[], secrets: Secrets): boolean {
  let text = "";
  return events.some((event) => {
    text += event;
    return escapes(hostile, text, secrets);
  });
}

/** The words of a call, read from the system message that the model got. */
export function secretsIn(system: string): Secrets {
  return {
    system,
    canary: /canary-\w+/.exec(system)?.[0] ?? "no canary",
    marker: /DATA-\w+/.exec(system)?.[0] ?? "no marker",
  };
}

/** A case that says the same in every call. */
export function fixed(kind: string, name: string, says: string, forbidden: string | readonly string[]): HostileCase {
  return { kind, name, says: () => says, forbidden: () => [forbidden].flat() };
}

/** Cases in which every text is what is said and what is forbidden. */
export function allOf(kind: string, frame: (text: string) => string, texts: readonly string[]): HostileCase[] {
  return texts.map((text) => fixed(kind, text, frame(text), text));
}
