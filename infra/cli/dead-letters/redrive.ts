import type { DeadLetterBox } from "./dead-letter-boxes.ts";
import type { HeldLetters } from "./hold-letters.ts";
import { attributeOf, type Letter } from "./letter.ts";
import { putBack, type Carriers, type Outcome } from "./put-back.ts";

const atOnce = 10;

type Redrive = {
  readonly box: DeadLetterBox;
  readonly held: Pick<HeldLetters, "next">;
  readonly carriers: Carriers;
  /** What was sent before this is put back; what dies later is not ours to move in circles. */
  readonly startedAt: Date;
  /** Only these, when there are any. */
  readonly ids: readonly string[];
  /** Never more than there were at the beginning. */
  readonly atMost: number;
  readonly tell: (outcome: Outcome) => void;
};

/** Puts letters back until enough were, or none is left. What dies meanwhile is left where it is, and told. */
export const redrive = async ({
  box,
  held,
  carriers,
  startedAt,
  ids,
  atMost,
  tell,
}: Redrive): Promise<void> => {
  const missing = new Set(ids);

  const next = async (most: number): Promise<readonly Letter[] | null> => {
    const letters = await held.next(most);
    const { before = [], meanwhile = [] } = Object.groupBy(letters, ({ sentAt }) =>
      sentAt < startedAt ? "before" : "meanwhile",
    );
    for (const letter of meanwhile) tell(diedMeanwhile(letter));
    return letters.length === 0 ? null : before;
  };

  const work = async (letter: Letter): Promise<void> => {
    missing.delete(letter.id);
    tell(await putBack(letter, box, carriers));
  };

  let tried = 0;
  while (tried < atMost && (ids.length === 0 || missing.size > 0)) {
    const letters = await next(ids.length === 0 ? atMost - tried : atOnce);
    if (letters === null) break;
    const wanted = letters.filter(({ id }) => ids.length === 0 || missing.has(id)).slice(0, atMost - tried);
    await Promise.all(wanted.map(work));
    tried += wanted.length;
  }
  // A function that was run with a letter and still cannot handle it has put it here again by now.
  if (box.origin.kind === "function" && tried > 0) await next(atOnce);
  for (const id of missing) tell({ id, outcome: "not found", why: "no such message lies here now" });
};

const diedMeanwhile = (letter: Letter): Outcome => {
  const why = attributeOf(letter, "reason");
  return { id: letter.id, outcome: "died meanwhile", ...(why !== undefined && { why }) };
};
