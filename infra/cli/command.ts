/**
 * What a command is: a name, a sentence, a schema for what it is given, and its work. Help, parsing and errors follow
 * from the schema, so that they cannot say something else than the command does.
 */
import type * as z from "zod";

/** Where a command writes, and whether somebody is looking. */
export type Terminal = {
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly isInteractive: boolean;
  /** How wide a line may be where somebody is looking. */
  readonly columns?: number;
  /** Says how far long work has come, in the place of what it said last. Absent where nobody would see it. */
  readonly progress?: (line: string) => void;
  /** Asks a question that is answered yes or no. Absent where nobody could answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
};

export type Command<Schema extends z.ZodObject = z.ZodObject> = {
  /** What is typed to call it. More than one word makes it a part of another: `dead-letters show`. */
  readonly name: string;
  readonly summary: string;
  /** Goes on to its end when nobody reads it any more: half of it would leave something behind. */
  readonly outlivesReader?: boolean;
  /** When it ends with exit code 1; left out where it never does. */
  readonly failsWhen?: string;
  /** The fields of `input` that are given by position, in order; all others are flags. */
  readonly positionals: readonly (keyof z.infer<Schema> & string)[];
  readonly input: Schema;
  /** An example or two, as somebody would type them after `npm run firstreply --`. */
  readonly examples: readonly string[];
  /** Resolves to the exit code. Written as a method, so that commands with different inputs fit into one list. */
  run(input: z.infer<Schema>, terminal: Terminal): Promise<number>;
};

export const defineCommand = <Schema extends z.ZodObject>(command: Command<Schema>): Command<Schema> =>
  command;

/**
 * Something the person at the keyboard can mend. Ends as its one sentence and exit code 2. One with a cause lies
 * elsewhere than in what was typed: the command's help is of no help then, and is not offered.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
