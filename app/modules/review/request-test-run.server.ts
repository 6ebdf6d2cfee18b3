import { withTenant } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import { getEndpoint } from "~/modules/inference/resolve-endpoints.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptField } from "~/modules/vault/encrypt-field.server";
import { actorId } from "./actor-id";
import { maskWords } from "./mask-words.server";
import type { PromptChoice } from "./prompt-choice";
import { breakOff } from "./run-tests.server";
import { testRunJob } from "./test-run";

type RunInput = PromptChoice & { readonly endpoint: string; readonly model: string };

/**
 * Begins to ask the whole test set, done by the worker; one run at a time.
 * @returns the run's id
 * @throws AppError `unprocessable` for an empty set, `conflict` while another run goes on, `not_found` for a server that is gone.
 */
export async function requestTestRun(shop: ShopContext, input: RunInput): Promise<string> {
  const endpoint = await getEndpoint(shop, input.endpoint);
  const { shopId } = shop;
  const instructions = input.prompt === "experiment" ? await maskWords(shop, null, input.instructions) : null;
  return withTenant(shop, async (tx) => {
    const total = await tx.testCase.count({ where: { shopId } });
    if (total === 0) throw isEmpty();
    if (await tx.testRun.findFirst({ where: { shopId, state: "running" }, select: { id: true } })) throw isRunning();
    const id = newId();
    const field = { table: "test_run", column: "instructions", row: id };
    const run = {
      shopId,
      id,
      endpoint: input.endpoint,
      endpointName: endpoint.name,
      model: input.model === "" ? endpoint.model : input.model,
      promptVersion: input.prompt,
      instructions: instructions === null ? null : await encryptField(tx, shop, field, instructions),
      isExperiment: input.prompt === "experiment",
      total,
      createdBy: actorId(shop),
    };
    // The index on running runs decides between two who ask at once.
    const { count } = await tx.testRun.createMany({ data: [run], skipDuplicates: true });
    if (count === 0) throw isRunning();
    await enqueue(testRunJob, { shopId, runId: id }, { tx });
    const payload = { run: id, cases: total, endpoint: input.endpoint, model: run.model, prompt: input.prompt };
    await appendEvent(tx, shop, { type: "test_run.started", payload });
    return id;
  });
}

/** Stops a run; what it has found so far stays. One that has ended is left alone. */
export async function cancelTestRun(shop: ShopContext, runId: string): Promise<void> {
  await withTenant(shop, (tx) => breakOff(tx, shop, runId, null));
}

function isEmpty(): AppError {
  return new AppError("unprocessable", {
    message: "the test set is empty",
    userMessage: "The test set is empty. Open a call and choose Add to test set first.",
  });
}

function isRunning(): AppError {
  return new AppError("conflict", {
    message: "another test run goes on",
    userMessage: "The test set is being asked already. Wait until that has ended, or stop it.",
  });
}
