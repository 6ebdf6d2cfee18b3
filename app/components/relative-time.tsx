import { useEffect, useState } from "react";
import { relativeTime } from "./relative-time-words";

const REFRESH_MS = 30_000;
const EXACT = { dateStyle: "medium", timeStyle: "short" } as const;

type Props = {
  readonly date: Date | string;
  /** How the time is said; how long ago it was when left out. */
  readonly words?: (time: Date, now: Date) => string;
};

/** The exact time, to the second, for lists that prove something and for who cannot hover. */
export function ExactTime({ date }: { date: Date | string }) {
  const time = new Date(date);
  const now = useNow();
  const format = new Intl.DateTimeFormat("en", {
    dateStyle: "medium",
    timeStyle: "long",
    ...(now === null ? { timeZone: "UTC" } : {}),
  });
  return <time dateTime={time.toISOString()}>{format.format(time)}</time>;
}

/** "3 minutes ago", and the exact time on hover. The server writes the exact time in UTC: it knows no reader's clock. */
export function RelativeTime({ date, words = relativeTime }: Props) {
  const time = new Date(date);
  const now = useNow();
  const exact = new Intl.DateTimeFormat("en", now === null ? { ...EXACT, timeZone: "UTC" } : EXACT).format(time);
  return (
    <time dateTime={time.toISOString()} title={exact}>
      {now === null ? `${exact} UTC` : words(time, now)}
    </time>
  );
}

/** The reader's clock, twice a minute; null until the page runs in the browser. */
function useNow(): Date | null {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
