/** What the last thing somebody asked for came to. */
export type Outcome = {
  readonly kind: "done" | "too-late" | "taken" | "nothing";
  /** For the person who asked; empty where there is nothing to say. */
  readonly says: string;
  readonly at: Date;
};

/** A link that was used: by one browser, which may come back for a while. */
export type UsedLink = {
  readonly linkId: string;
  readonly usedAt: Date;
  /** Tells one browser from another, and shows nothing of its cookie. */
  readonly browser: string;
  readonly openUntil: Date;
  readonly outcome: Outcome | null;
};

/** Where used links lie, at least until they are of no use any more. Reads see every write that came before them. */
export type LinkShelf = {
  /** Null for a link nobody has used. */
  readonly find: (linkId: string) => Promise<UsedLink | null>;
  /** Puts it there unless the link was used before, and answers what lies there now: theirs who were first. */
  readonly use: (use: UsedLink) => Promise<UsedLink>;
  /** Keeps what came of it. Nothing happens to a link that is another browser's. */
  readonly keep: (used: UsedLink) => Promise<void>;
};
