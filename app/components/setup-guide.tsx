import { Await } from "@remix-run/react";
import { BlockStack, Box, Card, InlineStack, ProgressBar, SkeletonBodyText, Text } from "@shopify/polaris";
import { Suspense, useSyncExternalStore, type ReactNode } from "react";
import { SETUP_STEPS, type SetupStep, type SetupStepName } from "~/modules/product-copy/setup-steps";
import { SetupStepIcon } from "./setup-step-icon";

type Steps = Record<SetupStepName, Promise<SetupStep>>;

type Props = {
  steps: Steps;
  /** A step whose check is done: a SetupStepRow with the step's button. */
  renderStep: (name: SetupStepName, step: SetupStep) => ReactNode;
};

const NAMES = ["model", "embed", "catalogue", "copy"] as const satisfies readonly SetupStepName[];

/** The setup guide: each step is checked, and shows itself when its check is done. */
export function SetupGuide({ steps, renderStep }: Props) {
  const hydrated = useHydrated();
  return (
    <Card padding="0">
      <Box padding="400">{hydrated ? <Progress steps={steps} /> : CHECKING}</Box>
      <ol className="plain-list" style={{ gap: 0 }}>
        {NAMES.map((name) => (
          <li key={name}>
            {hydrated ? (
              <Suspense fallback={<StepSkeleton name={name} />}>
                <Await resolve={steps[name]}>{(step) => renderStep(name, step)}</Await>
              </Suspense>
            ) : (
              <StepSkeleton name={name} />
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Progress({ steps }: { steps: Steps }) {
  return (
    <Suspense fallback={CHECKING}>
      <Await resolve={allOf(steps)}>
        {(found) => {
          const done = found.filter((step) => step.state === "done").length;
          return <ProgressLine text={`${done} of ${NAMES.length} done`} done={done} />;
        }}
      </Await>
    </Suspense>
  );
}

const CHECKING = <ProgressLine text="Checking …" done={0} />;

const together = new WeakMap<Steps, Promise<SetupStep[]>>();

/** All steps as one promise, the same one for the same steps: React renders a waiting page again from the start, and a new promise each time would keep it waiting for ever. */
function allOf(steps: Steps): Promise<SetupStep[]> {
  const known = together.get(steps) ?? Promise.all(NAMES.map((name) => steps[name]));
  together.set(steps, known);
  return known;
}

/**
 * False until the page runs in the browser. Polaris measures the window when it mounts, which updates everything below;
 * React gives up on a boundary that is still streaming then and renders it anew (error 421).
 */
function useHydrated(): boolean {
  return useSyncExternalStore(
    NEVER_CHANGES,
    () => true,
    () => false,
  );
}

const NEVER_CHANGES = () => () => undefined;

function ProgressLine({ text, done }: { text: string; done: number }) {
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h2" variant="headingMd">
          Setup guide
        </Text>
        <span role="status">
          <Text as="span" tone="subdued">
            {text}
          </Text>
        </span>
      </InlineStack>
      <ProgressBar progress={(done / NAMES.length) * 100} size="small" tone="success" ariaLabelledBy="setup-progress" />
      <span id="setup-progress" hidden>
        Setup steps done
      </span>
    </BlockStack>
  );
}

/** One checked step. */
export function SetupStepRow({ name, step, action }: { name: SetupStepName; step: SetupStep; action?: ReactNode }) {
  return (
    <div className="setup-step" data-step={name} data-state={step.state}>
      <SetupStepIcon state={step.state} />
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          {SETUP_STEPS[name].title}
        </Text>
        <Text as="p" tone={step.state === "problem" ? "critical" : "subdued"} breakWord>
          {step.detail}
        </Text>
      </BlockStack>
      {action ? <div>{action}</div> : null}
    </div>
  );
}

function StepSkeleton({ name }: { name: SetupStepName }) {
  return (
    <div className="setup-step" aria-busy="true">
      <SetupStepIcon state="open" />
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {SETUP_STEPS[name].title}
        </Text>
        <SkeletonBodyText lines={1} />
      </BlockStack>
    </div>
  );
}
