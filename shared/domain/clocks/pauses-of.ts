import type { Conversation } from "../conversation/conversation.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import type { Status } from "../promises/policy-shape.ts";
import type { ClockPause } from "./clock.ts";
import { isWithin, type Episode } from "./episodes.ts";

type Turn = { readonly at: string; readonly status: Status };

/** When an episode was in one of these statuses: answered from a reply until its author goes on, else open. */
export const pausesOf = (
  episode: Episode,
  { replies }: Pick<Conversation, "replies">,
  pauseWhile: readonly Status[],
): ClockPause[] => {
  const endedAt = episode.closedAt ?? episode.withdrawnAt;
  const said: Turn[] = [
    ...episode.mentions.map((mention) => ({ at: waitingSince(mention), status: "open" as const })),
    ...replies.map(({ createdAt }) => ({ at: createdAt, status: "answered" as const })),
  ];
  const turns = said
    .filter(({ at }) => isWithin(at, episode))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .filter(({ status }, index, all) => status !== all[index - 1]?.status);
  return turns.flatMap(({ at, status }, index) =>
    pauseWhile.includes(status) ? [{ from: at, to: turns[index + 1]?.at ?? endedAt }] : [],
  );
};
