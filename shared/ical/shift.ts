/** Somebody's time on call, in ISO instants. */
export type Shift = {
  readonly responder: string;
  readonly from: string;
  readonly to: string;
  readonly priority?: number;
};

/** What is wrong with an event: `about` and `says` are one sentence. */
export type Problem = {
  /** Of the feed; the first is 1. */
  readonly line?: number;
  /** The title, in quotation marks. */
  readonly about: string;
  readonly says: string;
};

export const problemText = ({ line, about, says }: Problem): string =>
  `${line === undefined ? "" : `line ${line}: `}${about} ${says}`;
