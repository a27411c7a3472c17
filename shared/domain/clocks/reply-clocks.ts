/**
 * How long a customer waits, told from everything a conversation holds: the same clocks whatever the order things were
 * heard in. The story is read in the order it happened. The first unanswered mention starts a clock, and more of them
 * do not move it. A reply answers everything said before it. A mention that is withdrawn while its clock runs cancels
 * it, and the clock of the next one still unanswered starts from its own time. A conversation that is closed has no
 * clock any more; whoever goes on after that waits for a next reply, not for a first one.
 */
import { answerBy, type AnswerBy } from "../conversation/answer-by.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { HeardMention } from "../conversation/heard-mention.ts";
import { waitingSince } from "../conversation/mention-promise.ts";
import { answerClock, cancelClock, type Clock, type DatedClock } from "./clock.ts";
import { asTold } from "./as-told.ts";

type Heard = Pick<Conversation, "mentions" | "replies" | "closings" | "clocks">;
type ReplyName = "firstReply" | "nextReply";
/** A mention, and by when it has to be answered if its clock is the one that counts. */
type Question = { readonly mention: HeardMention; readonly by: AnswerBy };
type Waiting = { readonly name: ReplyName; readonly clock: DatedClock; readonly question: Question };

type Story = {
  /** Clocks that have ended. */
  readonly ended: readonly DatedClock[];
  /** Mentions nobody has answered, the oldest first. */
  readonly unanswered: readonly Question[];
  /** The clock that runs, and the mention it counts from. */
  readonly running: Waiting | null;
};

type Moment = { readonly at: number; readonly happens: (story: Story) => Story };

export const replyClocks = (
  heard: Heard,
): { readonly clocks: readonly Clock[]; readonly isAnswered: boolean } => {
  const beginning: Story = { ended: [], unanswered: [], running: null };
  const { ended, running, unanswered } = momentsOf(heard).reduce(
    (told, { happens }) => happens(told),
    beginning,
  );
  const stillRunning = running === null ? [] : [asTold(running.clock, heard.clocks)];
  return { clocks: [...ended, ...stillRunning], isAnswered: unanswered.length === 0 };
};

/** At one instant a mention comes before its reply, both before a withdrawal, and all before it is closed. */
const momentsOf = ({ mentions, replies, closings = [], clocks }: Heard): readonly Moment[] =>
  [
    ...mentions.map((mention) => ({
      at: Date.parse(waitingSince(mention)),
      happens: asked({ mention, by: answerBy(mention, clocks) }),
    })),
    ...replies.map(({ createdAt }) => ({
      at: Date.parse(createdAt),
      happens: answered(new Date(createdAt)),
    })),
    ...mentions.flatMap(withdrawalOf),
    ...closings.map(({ at }) => ({ at: Date.parse(at), happens: closed(new Date(at)) })),
  ].toSorted((one, other) => one.at - other.at);

const withdrawalOf = (mention: HeardMention): readonly Moment[] => {
  if (mention.withdrawnAt === undefined) return [];
  const at = Math.max(Date.parse(mention.withdrawnAt), Date.parse(waitingSince(mention)));
  return [{ at, happens: takenBack(mention, new Date(at)) }];
};

const asked =
  (question: Question) =>
  (story: Story): Story =>
    withClock(hurried({ ...story, unanswered: [...story.unanswered, question] }, question));

/** Something more pressing said while a clock runs draws its due instant nearer; nothing pushes it away. */
const hurried = (story: Story, question: Question): Story => {
  const { running } = story;
  if (running === null) return story;
  const { name, clock } = running;
  const { startedAt, dueAt } = clock;
  const sooner = question.by[name];
  if (sooner === null || sooner >= dueAt) return story;
  return {
    ...story,
    running: { name, clock: clockOf(name, { startedAt, dueAt: sooner }, question), question },
  };
};

const answered =
  (at: Date) =>
  ({ ended, running }: Story): Story => ({
    ended: running === null ? ended : [...ended, answerClock(running.clock, at)],
    unanswered: [],
    running: null,
  });

const takenBack =
  (mention: HeardMention, at: Date) =>
  (story: Story): Story => {
    const unanswered = story.unanswered.filter((question) => question.mention.id !== mention.id);
    const { running } = story;
    if (running?.question.mention.id !== mention.id) return { ...story, unanswered };
    return withClock({
      ended: [...story.ended, cancelClock(running.clock, at, "withdrawn")],
      unanswered,
      running: null,
    });
  };

const closed =
  (at: Date) =>
  ({ ended, running }: Story): Story => ({
    ended: running === null ? ended : [...ended, cancelClock(running.clock, at, "closed")],
    unanswered: [],
    running: null,
  });

/** The story with a clock running where somebody waits who has one. */
const withClock = (story: Story): Story => {
  if (story.running !== null) return story;
  const name = story.ended.every(isTakenBack) ? "firstReply" : "nextReply";
  const question = story.unanswered.find(({ by }) => by[name] !== null);
  const dueAt = question?.by[name] ?? null;
  if (question === undefined || dueAt === null) return story;
  const startedAt = waitingSince(question.mention);
  return { ...story, running: { name, clock: clockOf(name, { startedAt, dueAt }, question), question } };
};

const isTakenBack = (clock: Clock): boolean => clock.state === "cancelled" && clock.reason === "withdrawn";

/** A clock remembers the policy of the mention that says when it is due. */
const clockOf = (
  name: ReplyName,
  beginning: Pick<DatedClock, "startedAt" | "dueAt">,
  { by: { policy }, mention }: Question,
): DatedClock => {
  const warnAt = mention.warnAt?.[name]?.filter((at) => at < beginning.dueAt) ?? [];
  return {
    name,
    ...beginning,
    state: "running",
    ...(policy === undefined ? {} : { policy }),
    ...(warnAt.length > 0 ? { warnAt } : {}),
  };
};
