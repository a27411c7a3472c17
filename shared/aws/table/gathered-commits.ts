import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Commit } from "../../domain/conversation/step.ts";
import { gathered } from "../../gathered.ts";
import type { ConversationStore } from "../../ports/conversation-store.ts";
import { commitWrites } from "./commit-writes.ts";
import type { ConversationTable } from "./dynamo-conversation-store.ts";

type Committed = Awaited<ReturnType<ConversationStore["commit"]>>;

/** Far below the hundred items that one transaction takes, each commit being a few. */
const commitsPerCall = 20;

/**
 * The store, whose commits that are transactions anyway become one where they are asked for together: clocks that run out
 * at one instant are one call and count in one item. When that is cancelled, because of one of them or of who
 * else writes at that moment, they are taken apart again, so that none fails for another's sake.
 */
export const withGatheredCommits = (
  store: ConversationStore,
  table: ConversationTable,
): ConversationStore => ({
  ...store,
  commit: gathered<Commit, Committed>({
    fits: (together, next) =>
      together.length < commitsPerCall &&
      isTransaction(next) &&
      together.every((commit) => isTransaction(commit) && !meet(commit, next)),
    ask: async (commits) => {
      const [first, ...others] = commits;
      if (first === undefined) return [];
      if (others.length > 0 && (await happenTogether([first, ...others], table)))
        return commits.map(() => "committed");
      return commits.map((commit) => store.commit(commit));
    },
  }),
});

/** One item alone is written for half the price. */
const isTransaction = (commit: Commit): boolean =>
  commit.messages.length > 1 ||
  (commit.kind === "commit" &&
    (commit.messages.length > 0 || commit.feedback !== undefined || (commit.counts ?? []).length > 0));

/** A transaction writes each item once. */
const meet = (one: Commit, other: Commit): boolean => {
  const keys = new Set(keysOf(one));
  return keysOf(other).some((key) => keys.has(key));
};

const keysOf = (commit: Commit): string[] => [
  ...commit.messages.map(({ message }) => message.id),
  ...(commit.kind === "commit" ? [commit.conversation.id] : []),
];

const refusals: ReadonlySet<unknown> = new Set(["TransactionCanceledException", "ValidationException"]);

const happenTogether = async (
  commits: readonly [Commit, ...Commit[]],
  table: ConversationTable,
): Promise<boolean> => {
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: commitWrites(commits, table) }));
    return true;
  } catch (error) {
    if (error instanceof Error && refusals.has(error.name)) return false;
    throw error;
  }
};
