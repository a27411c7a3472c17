import {
  PlatformRefused,
  type ConnectedChannel,
  type Missed,
  type MissedSearch,
  type PlatformConnector,
} from "../platform-connector.ts";

/** One thing somebody said, as its webhook would have told it. */
export type FoundEntry = { readonly at: Date; readonly body: unknown };

/** Walks through what a brand's posts carry, and says where it did not see everything. */
export type Walk = (
  channel: ConnectedChannel,
  search: MissedSearch,
  endedEarly: () => void,
) => AsyncGenerator<FoundEntry>;

/** What is said in each of these threads. One that is gone, or was never a public one, says nothing any more. */
export async function* inThreads(
  threads: Iterable<string>,
  read: (thread: string) => AsyncGenerator<FoundEntry>,
): AsyncGenerator<FoundEntry> {
  for (const thread of threads)
    try {
      yield* read(thread);
    } catch (error) {
      if (!(error instanceof PlatformRefused) || error.reason !== "invalid") throw error;
    }
}

/** How far back posts are looked through for new comments; older ones only where we wait for somebody there. */
export const lookBackMs = 30 * 86_400_000;

/** What a walk finds, oldest first. Reading is free at Meta. A refusal on the way ends it with what has been found. */
export const gatherMissed =
  (walk: Walk): NonNullable<PlatformConnector["missed"]> =>
  async (channel, search) => {
    const found: FoundEntry[] = [];
    let complete = true;
    const endedEarly = () => void (complete = false);
    try {
      for await (const entry of walk(channel, search, endedEarly)) found.push(entry);
    } catch (error) {
      if (!(error instanceof PlatformRefused) || found.length === 0) throw error;
      complete = false;
    }
    const oldestFirst = found.toSorted((one, other) => one.at.getTime() - other.at.getTime());
    return {
      found: oldestFirst.map(({ body }): Missed => ({ body: JSON.stringify(body), dollars: 0 })),
      spentDollars: 0,
      complete,
    };
  };
