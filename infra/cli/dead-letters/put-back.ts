import type { InvocationResult } from "../deployment/invoke-function.ts";
import type { DeadLetterBox } from "./dead-letter-boxes.ts";
import type { Letter } from "./letter.ts";
import { wayBackOf } from "./way-back.ts";

/** What became of a letter. What did not go back is where it was, unchanged. */
export type Outcome = {
  readonly id: string;
  readonly outcome: "put back" | "stayed" | "died meanwhile" | "not found";
  readonly why?: string;
};

export type Carriers = {
  readonly send: (queueUrl: string, message: Pick<Letter, "body" | "attributes">) => Promise<void>;
  readonly invoke: (functionName: string, event: string) => Promise<InvocationResult>;
  /** Takes a letter off the dead letters for good. */
  readonly remove: (letter: Letter) => Promise<void>;
};

/**
 * Puts one letter back where it came from, and only then takes it off the dead letters: killed in between, it is in
 * both places, and every reader of ours drops the copy.
 */
export const putBack = async (letter: Letter, box: DeadLetterBox, carriers: Carriers): Promise<Outcome> => {
  try {
    const refusal = await carry(letter, box, carriers);
    if (refusal !== undefined) return { id: letter.id, outcome: "stayed", why: refusal };
    await carriers.remove(letter);
    return { id: letter.id, outcome: "put back" };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
    return { id: letter.id, outcome: "stayed", why };
  }
};

/** Why it was not taken, if so. */
const carry = async (
  letter: Letter,
  box: DeadLetterBox,
  { send, invoke }: Carriers,
): Promise<string | undefined> => {
  const way = wayBackOf(letter, box);
  switch (way.kind) {
    case "stay":
      return way.why;
    case "send":
      await send(way.url, way.message);
      return undefined;
    case "invoke": {
      const result = await invoke(way.functionName, way.event);
      return result.done ? undefined : `${box.reader} was run with it: ${result.why}`;
    }
  }
};
