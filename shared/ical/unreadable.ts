/**
 * What a feed says and we cannot read. The message says what is wrong and what to write instead; it is a sentence of its
 * own where it is about the whole feed, and goes on from "this event" where it is about one.
 */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  /** The first is 1. */
  readonly line: number | undefined;

  constructor(says: string, { line, cause }: { readonly line?: number; readonly cause?: unknown } = {}) {
    super(says, { cause });
    this.line = line;
  }
}
