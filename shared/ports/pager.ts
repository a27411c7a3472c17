import type { PageMessage } from "../contracts/page.ts";

/**
 * One destination that can wake somebody. Sending resolves once it took the page, and rejects if it did not: with a
 * PermanentError where no other try would help. What a destination cannot do (take a page back, change it) is nothing to
 * it, and resolves. It may refuse a page whose `sentAt` is minutes wrong.
 */
export type Pager = {
  /** The destination's name in the configuration. */
  readonly destination: string;
  /** What it was sent cannot be changed there: of a page it hears once that it was taken, and once that it is over. */
  readonly isChat?: true;
  readonly send: (page: PageMessage, sentAt: Date) => Promise<void>;
};
