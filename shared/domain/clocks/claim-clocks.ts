import type { Conversation } from "../conversation/conversation.ts";
import type { DatedClock } from "./clock.ts";
import { atEndOf, episodesOf, isWithin, promisesIn, type Episode } from "./episodes.ts";

type Heard = Pick<Conversation, "mentions" | "replies" | "claims" | "closings" | "clocks">;

/** How long it takes until somebody takes a conversation upon themselves, where a policy promises that. */
export const claimClocks = (heard: Heard): DatedClock[] =>
  episodesOf(heard).flatMap((episode) => {
    const promises = promisesIn(episode, ({ claim }) => claim);
    const [first] = promises;
    if (first === undefined) return [];
    const { mention, promise } = promises.reduce(
      (one, other) => (other.promise.dueAt < one.promise.dueAt ? other : one),
      first,
    );
    const clock: DatedClock = {
      name: "claim",
      startedAt: episode.startedAt,
      state: "running",
      ...(mention.policy !== undefined && { policy: mention.policy }),
      ...promise,
    };
    return [atEndOf(episode, clock, { happenedAt: claimedAt(episode, heard), known: heard.clocks })];
  });

/** Whoever answers has taken it, whether they said so or not. */
const claimedAt = (episode: Episode, { claims = [], replies }: Heard): string | null =>
  [...claims.map(({ at }) => at), ...replies.map(({ createdAt }) => createdAt)]
    .filter((at) => isWithin(at, episode))
    .toSorted()
    .at(0) ?? null;
