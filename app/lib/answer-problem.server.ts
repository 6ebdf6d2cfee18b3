import { AppError } from "./app-error";

/** For forms that stay open: what the reader has to correct comes back as data; every other failure is thrown on. */
export async function answerProblem(work: () => Promise<void>): Promise<{ problem: string | null }> {
  try {
    await work();
    return { problem: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad_request") return { problem: error.userMessage };
    throw error;
  }
}
