/**
 * Open clocks counted anew, because somebody asked for it: under the policies of now, from when the customer wrote. What
 * is answered, broken or over keeps to the version that judged it. Each due time that moves says so, and why.
 */
import type { Conversation } from "../conversation/conversation.ts";
import type { HeardMention } from "../conversation/heard-mention.ts";
import { promised, waitingSince, withoutPromise } from "../conversation/mention-promise.ts";
import { recounted } from "../conversation/recount.ts";
import { change, draftOf, stepFrom, type Step } from "../conversation/step.ts";
import type { AppliedPolicy } from "../promises/sla-policy.ts";
import type { ClockMove } from "./clock-move.ts";
import { isReplyClock, isWaiting, type Clock } from "./clock.ts";
import type { Hours } from "./resolution-clocks.ts";

type Asked = {
  readonly conversation: Conversation;
  /** The policy each mention falls under now, by its id. A mention that is not here keeps what it was promised. */
  readonly policies: ReadonlyMap<string, AppliedPolicy>;
  readonly by: string;
  readonly now: Date;
  readonly hours: Hours;
};

export const recompute = ({ conversation, policies, by, now, hours }: Asked): Step => {
  const { clocks, mentions, moves = [] } = conversation;
  const isBroken = clocks.some(
    (clock) => clock.state === "breached" && isReplyClock(clock) && isWaiting(clock),
  );
  if (isBroken) return { kind: "nothing", reason: "its promise is broken" };
  const next = recounted(
    {
      ...conversation,
      clocks: clocks.filter((clock) => !isWaiting(clock)),
      mentions: mentions.map((mention) =>
        isAnswered(mention, conversation) ? mention : promisedAnew(mention, policies),
      ),
    },
    hours,
  );
  const moved = movesBetween(clocks, next.clocks).map((move) => ({ ...move, at: now.toISOString(), by }));
  if (moved.length === 0) return { kind: "nothing", reason: "as before" };
  const { team } = conversation;
  return stepFrom(
    change(draftOf(next), { moves: [...moves, ...moved] }, [{ type: "DeadlinesMoved", team, moves: moved }]),
  );
};

const isAnswered = (mention: HeardMention, { replies }: Conversation): boolean =>
  replies.some(({ createdAt }) => createdAt >= waitingSince(mention));

const promisedAnew = (mention: HeardMention, policies: ReadonlyMap<string, AppliedPolicy>): HeardMention => {
  const policy = policies.get(mention.id);
  return policy === undefined ? mention : { ...withoutPromise(mention), ...promised(mention, policy) };
};

type Moved = Omit<ClockMove, "at" | "by">;

const movesBetween = (before: readonly Clock[], after: readonly Clock[]): Moved[] => {
  const [old, now] = [before.filter(isWaiting), after.filter(isWaiting)];
  const names = [...new Set([...old, ...now].map(({ name }) => name))];
  return names.flatMap((clock): Moved[] => {
    const [was, is] = [old, now].map((clocks) => clocks.find(({ name }) => name === clock));
    const [from, to] = [dueOf(was), dueOf(is)];
    const policy = is?.policy ?? was?.policy ?? "";
    return from === to ? [] : [{ clock, from, to, policy }];
  });
};

const dueOf = (clock: Clock | undefined): string | null =>
  clock === undefined || clock.state === "paused" ? null : clock.dueAt;
