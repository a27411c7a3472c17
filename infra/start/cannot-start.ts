/** Something about the place we run in that somebody at the keyboard can mend. The message is what they read. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}

/** Does the work; what goes wrong in it is told as one sentence that begins so. */
export const orCannotStart = async <Result>(
  what: string,
  work: () => Promise<Result> | Result,
): Promise<Result> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof CannotStart) throw cause;
    throw new CannotStart(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};
