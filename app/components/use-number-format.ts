import { useEffect, useState } from "react";

const SERVERS = new Intl.NumberFormat("en");

/** Writes numbers as the reader's browser does. The server knows no reader: the first words are as it wrote them. */
export function useNumberFormat(): Intl.NumberFormat {
  const [format, setFormat] = useState(SERVERS);
  useEffect(() => setFormat(new Intl.NumberFormat(navigator.language)), []);
  return format;
}
