import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Button } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { RetentionStatus } from "~/modules/privacy/get-retention.server";
import type { RetentionPreview } from "~/modules/privacy/preview-retention.server";
import { RetentionConfirm } from "./retention-confirm";
import { deletedWords } from "./retention-run-info";

const ACTION = "/app/privacy/retention/run";

type Started = { readonly problem: string | null; readonly runId: string | null };

/** Deletes what is too old now, after it was shown what that is. */
export function RetentionRunNow({ retention: { running, last } }: { retention: RetentionStatus }) {
  const { seen, look, isLooking, start, isStarting, close, problem, runId } = useRunNow();
  useAnnouncedEnd(runId, last);
  const isEmpty = seen?.due.length === 0;
  const button = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={button}>
        <Button loading={running !== null || isLooking} onClick={look}>
          Run now …
        </Button>
      </div>
      <RetentionConfirm
        title={isEmpty ? "Nothing is too old" : "Delete what is too old?"}
        intro="By the days that are saved, a run now deletes:"
        nothing="Everything that is kept is younger than the days that are saved. There is nothing to delete."
        due={seen?.due ?? null}
        confirmLabel={isEmpty ? null : "Delete for good"}
        problem={problem}
        busy={isStarting}
        activator={button}
        onConfirm={start}
        onClose={close}
      />
    </>
  );
}

function useRunNow() {
  const looking = useFetcher<RetentionPreview>();
  const starting = useFetcher<Started>();
  const [closed, setClosed] = useState<RetentionPreview>();
  const [confirmed, setConfirmed] = useState<RetentionPreview>();
  const { data } = looking;
  const answer = data !== undefined && data === confirmed && starting.state === "idle" ? starting.data : undefined;
  const isOpen = data !== undefined && data !== closed && !answer?.runId;
  return {
    seen: isOpen ? data : null,
    look: () => void looking.submit({ intent: "look" }, { method: "post", action: ACTION }),
    isLooking: looking.state !== "idle",
    start: () => {
      setConfirmed(data);
      void starting.submit({ intent: "delete", limits: data?.limits ?? "" }, { method: "post", action: ACTION });
    },
    isStarting: starting.state !== "idle",
    close: () => setClosed(data),
    problem: answer?.problem ?? null,
    runId: starting.data?.runId ?? null,
  };
}

/** Says once what a run of one's own came to. */
function useAnnouncedEnd(runId: string | null, last: RetentionStatus["last"]): void {
  const shopify = useAppBridge();
  const words = last !== null && last.id === runId ? deletedWords(last) : null;
  useEffect(() => {
    if (words !== null) shopify.toast.show(words);
  }, [words, shopify]);
}
