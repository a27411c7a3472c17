/** What the pipeline promises, asked of what was seen of one seed. Each broken promise is a sentence. */
import type { PageMessage } from "../../shared/contracts/page.ts";
import type { Clock } from "../../shared/domain/clocks/clock.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Delivery, ExpectedMention } from "./traffic.ts";
import type { Breach, Told } from "./witness.ts";

/** A message on one of the dead-letter queues. */
export type DeadLetter = { readonly queue: string; readonly body: string };

export type Seen = {
  /** What the platforms sent and were told 200 for, at least once. */
  readonly acknowledged: readonly Delivery[];
  readonly conversations: readonly Conversation[];
  /** Who speaks for each group that one of them is in, by the group's name. */
  readonly speakers: ReadonlyMap<string, Conversation>;
  /** What the bus accepted, copies included. */
  readonly told: readonly Told[];
  /** Commits that had nothing to tell, as `<conversation> <version>`. */
  readonly silent: ReadonlySet<string>;
  /** What arrived in the teams' queues, copies included. */
  readonly delivered: readonly Pick<Told, "id" | "mention">[];
  readonly breaches: readonly Breach[];
  /** What rang at the webhook destination, copies included. */
  readonly pages: readonly PageMessage[];
  readonly deadLetters: readonly DeadLetter[];
  /** Reasons for which entries were ignored, one for each time. */
  readonly ignored: readonly string[];
  /** What is still on its way, and where: nothing, once it is over. */
  readonly underWay: readonly string[];
  readonly now: Date;
};

export const brokenPromises = (seen: Seen): string[] => [
  ...seen.underWay.map((what) => `still under way: ${what}`),
  ...acknowledgedIsRouted(seen),
  ...routedOnce(seen),
  ...committedIsTold(seen),
  ...toldIsDelivered(seen),
  ...deadlinesAreRung(seen),
  ...breachesEndAtSomebody(seen),
];

const acknowledgedIsRouted = (seen: Seen): string[] => [
  ...seen.acknowledged
    .flatMap(({ mentions }) => mentions)
    .filter((mention) => !isRouted(seen, mention) && !isDead(seen, nativeId(mention)))
    .map(({ id }) => `lost: ${id} was answered 200, and is in no team's queue and no dead-letter queue`),
  ...seen.acknowledged
    .filter(({ otherwise, body }) => otherwise === "dead-lettered" && !isDead(seen, body))
    .map(({ body }) => `lost: a body nobody can read is on no dead-letter queue: ${body}`),
  ...(seen.ignored.length < seen.acknowledged.filter(({ otherwise }) => otherwise === "ignored").length
    ? ["lost: something for nobody was not ignored with a reason"]
    : []),
];

const isRouted = ({ delivered }: Seen, { id }: ExpectedMention): boolean =>
  delivered.some(({ mention }) => mention?.id === id);

const nativeId = ({ id }: ExpectedMention): string => id.slice(id.indexOf(":") + 1);

const isDead = ({ deadLetters }: Seen, ...says: string[]): boolean =>
  deadLetters.some(({ body }) => says.every((part) => body.includes(part)));

const routedOnce = ({ conversations, told, delivered }: Seen): string[] => {
  const routed = [...told, ...delivered].filter(({ mention }) => mention !== undefined);
  return [
    ...conversations.flatMap(({ id, mentions, pages }) => [
      ...twice(mentions.map((mention) => mention.id)).map((mention) => `${mention} is twice in ${id}`),
      ...twice(pages.map((page) => page.id)).map((page) => `page ${page} is twice in ${id}`),
    ]),
    ...[...Map.groupBy(routed, ({ mention }) => mention?.id)]
      .map(([mention, events]) => ({ mention, ids: new Set(events.map(({ id }) => id)) }))
      .filter(({ ids }) => ids.size > 1)
      .map(({ mention, ids }) => `${mention} was routed ${ids.size} times, as ${[...ids].join(" and ")}`),
  ];
};

const twice = (items: readonly string[]): string[] =>
  items.filter((item, index) => items.indexOf(item) !== index);

/** What a version of a conversation told is on the bus, or waits for a person. Joining others behind one page is silent. */
const committedIsTold = (seen: Seen): string[] =>
  seen.conversations.flatMap((conversation) =>
    Array.from({ length: conversation.version }, (_, index) => index + 1)
      .filter((version) => !isTold(seen, conversation, version))
      .map(
        (version) => `untold: version ${version} of ${conversation.id} is on no bus and no dead-letter queue`,
      ),
  );

const isTold = (seen: Seen, { id }: Conversation, version: number): boolean =>
  seen.silent.has(`${id} ${version}`) ||
  seen.told.some((event) => event.conversationId === id && event.version === version) ||
  isDead(seen, `"${id}"`, `"version":{"N":"${version}"}`);

const toldIsDelivered = (seen: Seen): string[] => {
  const arrived = new Set(seen.delivered.map(({ id }) => id));
  return seen.told
    .filter(({ detailType, id }) => detailType === "MentionRouted" && !arrived.has(id) && !isDead(seen, id))
    .map(({ id }) => `undelivered: event ${id} is in no team's queue and no dead-letter queue`);
};

const deadlinesAreRung = (seen: Seen): string[] =>
  seen.conversations.flatMap(({ id, clocks }) => clocks.flatMap((clock) => rungWrong(seen, id, clock)));

const rungWrong = (seen: Seen, conversationId: string, clock: Clock): string[] => {
  if (clock.state === "paused") return [];
  const { dueAt, state } = clock;
  const due = Date.parse(dueAt);
  const rings = breachesTold(seen, conversationId, dueAt);
  const early = seen.breaches.filter(
    (breach) =>
      breach.conversationId === conversationId && breach.dueAt === dueAt && breach.at.getTime() < due,
  );
  return [
    ...startedEarly(seen, conversationId, clock),
    ...early.map(({ at }) => `early: ${conversationId} was rung ${due - at.getTime()} ms before ${dueAt}`),
    ...(state === "running" && due < seen.now.getTime()
      ? [`missing: ${conversationId} was due ${dueAt}, and nobody rang`]
      : []),
    ...(rings.size > 1 ? [`rung ${rings.size} times: ${[...rings].join(" and ")}`] : []),
  ];
};

/** A clock starts with a mention, or when we received it; Facebook tells whole seconds. */
const startedEarly = ({ acknowledged }: Seen, conversationId: string, { startedAt }: Clock): string[] => {
  const written = acknowledged
    .flatMap(({ mentions }) => mentions)
    .filter((mention) => mention.conversationId === conversationId)
    .map(({ at }) => Math.floor(at.getTime() / 1000) * 1000);
  return written.some((at) => Date.parse(startedAt) < at)
    ? [`early: a clock of ${conversationId} started at ${startedAt}, before anybody wrote`]
    : [];
};

/** The ids of the events that tell of this clock's breach. */
const breachesTold = ({ told }: Seen, conversationId: string, dueAt: string): Set<string> =>
  new Set(
    told
      .filter((event) => event.detailType === "DeadlineBreached")
      .filter((event) => event.conversationId === conversationId && dueOf(event) === dueAt)
      .map(({ id }) => id),
  );

const dueOf = ({ clock }: Told): string | undefined =>
  clock === undefined || clock.state === "paused" ? undefined : clock.dueAt;

/** Each breach wakes somebody, and is one turn in which pages ring, however often each of them was sent. */
const breachesEndAtSomebody = (seen: Seen): string[] => {
  const breaches = new Map(
    seen.told
      .filter(({ detailType }) => detailType === "DeadlineBreached")
      .map((event) => [event.id, event] as const),
  );
  return [
    ...[...breaches.values()]
      .filter((breach) => !isSomebodys(seen, breach) && !isDead(seen, breach.id))
      .map(({ id }) => `nobody was woken by ${id}, and it is on no dead-letter queue`),
    ...[...turnsRung(seen)]
      .filter(([conversationId, turns]) => turns.size > turnsDue(seen, conversationId))
      .map(
        ([conversationId, turns]) =>
          `${turns.size} turns rang for ${conversationId}, and ${turnsDue(seen, conversationId)} were due`,
      ),
  ];
};

/** The turns in which pages rang, by the conversation their ids name: `<conversation>#<turn>#<whom>`. */
const turnsRung = ({ pages }: Seen): Map<string, Set<string>> => {
  const rung = Map.groupBy(
    pages.map(({ id }) => id.split("#")),
    ([conversationId = ""]) => conversationId,
  );
  return new Map([...rung].map(([id, pageIds]) => [id, new Set(pageIds.map(([, turn = ""]) => turn))]));
};

/** A ladder begins with a breach, and goes on when a turn of it is due. */
const turnsDue = ({ told }: Seen, conversationId: string): number =>
  new Set(
    told
      .filter((event) => event.conversationId === conversationId)
      .filter(({ detailType }) => ["DeadlineBreached", "ConversationEscalated"].includes(detailType))
      .map(({ id }) => id),
  ).size;

/** Remembered as sent, or spoken for by a page that was; or not needed any more, answered before. */
const isSomebodys = (
  { conversations, speakers }: Seen,
  { conversationId }: Pick<Told, "conversationId">,
): boolean => {
  const conversation = conversations.find(({ id }) => id === conversationId);
  if (conversation === undefined) return false;
  const { escalation } = conversation;
  const speaker = escalation?.state === "grouped" ? speakers.get(escalation.group ?? "") : conversation;
  return (
    [conversation, speaker].some((one) => one?.status === "answered") || (speaker?.pages ?? []).length > 0
  );
};
