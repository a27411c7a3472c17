import type { OutageWatch } from "../domain/outages/outage-watch.ts";

/** What is remembered of each brand's fault reports. Reads see every commit that came before them. */
export type OutageWatches = {
  /** Version 0 for a brand of which nothing was reported. */
  readonly load: (brand: string) => Promise<OutageWatch>;
  /** Takes the version behind the one that is kept; `conflict` means that somebody else was first. */
  readonly commit: (watch: OutageWatch) => Promise<"committed" | "conflict">;
};
