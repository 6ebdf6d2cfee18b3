import { AppError } from "./app-error";

/** For forms that stay open: what the reader has to correct, and that it is gone, comes back as data; every other failure is thrown on. */
export async function answerProblem(work: () => Promise<void>): Promise<{ problem: string | null }> {
  try {
    await work();
    return { problem: null };
  } catch (error) {
    if (error instanceof AppError && (error.code === "bad_request" || error.code === "not_found"))
      return { problem: error.userMessage };
    throw error;
  }
}
