/**
 * How long a customer waits, told from everything a conversation holds: the same clocks whatever the order things were
 * heard in. The story is read in the order it happened. The first unanswered mention starts a clock, and more of them
 * do not move it. A reply answers everything said before it. A mention that is withdrawn while its clock runs cancels
 * it, and the clock of the next one still unanswered starts from its own time.
 */
import { answerClock, breachClock, withdrawClock, type Clock } from "./clock.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { answerBy, waitingSince, type AnswerBy, type HeardMention } from "../conversation/heard-mention.ts";

type Heard = Pick<Conversation, "mentions" | "replies" | "clocks">;
/** A mention, and by when it has to be answered if its clock is the one that counts. */
type Question = { readonly mention: HeardMention; readonly by: AnswerBy };
type Waiting = { readonly clock: Clock; readonly question: Question };

type Story = {
  /** Clocks that have ended. */
  readonly ended: readonly Clock[];
  /** Mentions nobody has answered, the oldest first. */
  readonly unanswered: readonly Question[];
  /** The clock that runs, and the mention it counts from. */
  readonly running: Waiting | null;
};

type Moment = { readonly at: number; readonly happens: (story: Story) => Story };

export const replyClocks = (heard: Heard): Pick<Conversation, "clocks" | "status"> => {
  const beginning: Story = { ended: [], unanswered: [], running: null };
  const story = momentsOf(heard).reduce((told, { happens }) => happens(told), beginning);
  return { clocks: [...story.ended, ...stillRunning(story, heard.clocks)], status: statusOf(heard, story) };
};

/** At one instant a mention comes before its reply, and both before a withdrawal. */
const momentsOf = ({ mentions, replies, clocks }: Heard): readonly Moment[] =>
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
  const { name, startedAt, dueAt } = running.clock;
  const sooner = question.by[name];
  if (sooner === null || sooner >= dueAt) return story;
  return { ...story, running: { clock: clockOf({ name, startedAt, dueAt: sooner }, question), question } };
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
      ended: [...story.ended, withdrawClock(running.clock, at)],
      unanswered,
      running: null,
    });
  };

/** The story with a clock running where somebody waits who has one. */
const withClock = (story: Story): Story => {
  if (story.running !== null) return story;
  const name = story.ended.every(({ state }) => state === "cancelled") ? "firstReply" : "nextReply";
  const question = story.unanswered.find(({ by }) => by[name] !== null);
  const dueAt = question?.by[name] ?? null;
  if (question === undefined || dueAt === null) return story;
  const startedAt = waitingSince(question.mention);
  return { ...story, running: { clock: clockOf({ name, startedAt, dueAt }, question), question } };
};

/** A clock remembers the policy of the mention that says when it is due. */
const clockOf = (
  beginning: Pick<Clock, "name" | "startedAt" | "dueAt">,
  { by: { policy } }: Question,
): Clock => ({ ...beginning, state: "running", ...(policy === undefined ? {} : { policy }) });

/** A breach that was told while somebody waits stays told, though what was heard since may have moved its start. */
const stillRunning = ({ running }: Story, known: readonly Clock[]): readonly Clock[] => {
  if (running === null) return [];
  const { clock } = running;
  const wasTold = known.some(
    (told) => told.state === "breached" && told.answeredAt === null && clock.dueAt <= told.dueAt,
  );
  return [wasTold ? breachClock(clock) : clock];
};

const statusOf = ({ mentions }: Heard, { unanswered }: Story): Conversation["status"] => {
  if (mentions.every(({ withdrawnAt }) => withdrawnAt !== undefined)) return "withdrawn";
  return unanswered.length > 0 ? "open" : "answered";
};
