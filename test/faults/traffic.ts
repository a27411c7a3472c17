/**
 * What the platforms send at a seed: fifty mentions of people who write once, write again, are answered, correct
 * themselves or speak all at once, and beside them what is for nobody and what nobody can read. Platforms send some
 * of it more than once.
 */
import type { Platform } from "../../shared/domain/platform.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { facebookBody, xBody, type Post } from "./webhook-bodies.ts";

export type Delivery = {
  readonly platform: Platform;
  readonly body: string;
  /** How often the platform sends it, whatever it is answered. */
  readonly copies: number;
  /** The mentions it brings: each must be routed. */
  readonly mentions: readonly ExpectedMention[];
  /** What becomes of a body that brings none. */
  readonly otherwise?: "ignored" | "dead-lettered";
};

export type ExpectedMention = {
  readonly id: string;
  readonly conversationId: string;
  /** When it was written: no clock of its conversation can have started before. */
  readonly at: Date;
};

const mentionsPerSeed = 50;

type Ids = { readonly next: () => string };

/** Everything is written at `now`, whose milliseconds make the ids those of this run alone. */
export const trafficOf = (random: SeededRandom, now: Date): Delivery[] => {
  let count = 0;
  const ids = { next: () => `${now.getTime()}${String((count += 1)).padStart(4, "0")}` };
  const deliveries: Delivery[] = [];
  let missing = mentionsPerSeed;
  while (missing > 0) {
    const more = random.pick(scenes)({ random, ids, now, most: missing });
    deliveries.push(...more);
    missing -= new Set(more.flatMap(({ mentions }) => mentions.map(({ id }) => id))).size;
  }
  return [...deliveries, ...besides({ random, ids, now, most: 0 })];
};

type Setting = {
  readonly random: SeededRandom;
  readonly ids: Ids;
  readonly now: Date;
  /** How many mentions there is still room for. */
  readonly most: number;
};
type Scene = (setting: Setting) => Delivery[];

/** Sure to be service, whose clock is short; and what lands in each of the other teams. */
const texts = [
  "@brand the whole of our street has had no internet since 22:50. Is anybody there awake?",
  "@brand the whole of our street has had no internet since 22:50. Is anybody there awake?",
  "@brand how much is the family plan for two adults and three teenagers? Thinking of joining next month",
  "@brand thank you, that was very kind of your colleague on the phone",
  "The @brand hold music has been living in my head for nine days. It pays no rent.",
] as const;

const postBy = ({ random, ids, now }: Setting, more: Partial<Post> = {}): Post => {
  const id = ids.next();
  return { id, thread: id, author: ids.next(), text: random.pick(texts), at: now, ...more };
};

const xMention = ({ random }: Setting, post: Post): Delivery => ({
  platform: "x",
  body: xBody(post),
  copies: random.pick([1, 1, 2, 3]),
  mentions: [expected("x", post)],
});

const expected = (platform: Platform, { original, id, thread, author, at }: Post): ExpectedMention => ({
  id: `${platform}:${original ?? id}`,
  conversationId: `${platform}:${thread}:${author}`,
  at,
});

const somebodyWrites: Scene = (setting) => [xMention(setting, postBy(setting))];

/** The same person, in the same thread: one conversation, written to by all of them at once. */
const somebodyWritesAgain: Scene = (setting) => {
  const first = postBy(setting);
  const { thread, author } = first;
  const again = Array.from({ length: Math.min(3, setting.most - 1) }, () =>
    postBy(setting, { thread, author }),
  );
  return [first, ...again].map((post) => xMention(setting, post));
};

const manyComment: Scene = (setting) => {
  const length = Math.min(setting.random.between(2, 4), setting.most);
  const comments = Array.from({ length }, () => {
    const post = setting.ids.next();
    return postBy(setting, { id: `${post}_${setting.ids.next()}`, thread: `109876543210987_${post}` });
  });
  const mentions = comments.map((comment) => expected("facebook", comment));
  const copies = setting.random.pick([1, 1, 2]);
  return [{ platform: "facebook", body: facebookBody(comments), copies, mentions }];
};

const somebodyCorrectsThemselves: Scene = (setting) => {
  const original = postBy(setting);
  const edit = { ...original, id: setting.ids.next(), original: original.id };
  const both = [xMention(setting, original), xMention(setting, edit)];
  return setting.random.chance(0.5) ? both : both.toReversed();
};

/** The brand's account on X: what it posts is a reply. */
const brand = "2244994945";

const theBrandAnswers: Scene = (setting) => {
  const post = postBy(setting);
  const { thread, id } = post;
  const answer = postBy(setting, { thread, author: brand, text: "On its way!", answers: id });
  const both = [xMention(setting, post), { ...xMention(setting, answer), mentions: [] }];
  return setting.random.chance(0.5) ? both : both.toReversed();
};

const scenes = [
  somebodyWrites,
  somebodyWrites,
  somebodyWritesAgain,
  manyComment,
  somebodyCorrectsThemselves,
  theBrandAnswers,
] as const;

const besides: Scene = (setting) => [
  {
    platform: "x",
    body: xBody({ ...postBy(setting), isRetweet: true }),
    copies: 1,
    mentions: [],
    otherwise: "ignored",
  },
  {
    platform: "x",
    body: `{ this is not JSON: ${setting.ids.next()}`,
    copies: 1,
    mentions: [],
    otherwise: "dead-lettered",
  },
];
