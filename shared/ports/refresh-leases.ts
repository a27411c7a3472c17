import type { ChannelId } from "../domain/ids.ts";

/** Who may refresh a channel's tokens now: one at a time, and none twice with the same token. */
export type RefreshLeases = {
  /**
   * `held` while somebody else holds it, and for ever to whoever would spend what was spent last. `isAbandoned`: the
   * holder before wanted to spend the very same and never came back; it may be spent.
   */
  readonly take: (
    lease: Lease & { readonly now: Date; readonly until: Date },
  ) => Promise<{ readonly kind: "taken"; readonly isAbandoned: boolean } | { readonly kind: "held" }>;
  /** `wasSpent`: its successor is stored. Nothing happens when the lease has passed to somebody else. */
  readonly giveBack: (lease: Lease & { readonly wasSpent: boolean }) => Promise<void>;
};

export type Lease = {
  readonly channelId: ChannelId;
  /** Different for every attempt. */
  readonly holder: string;
  /** Tells one set of tokens from another, and shows nothing of it. */
  readonly spends: string;
};
