/**
 * When did the platform speak and we not hear? Three things tell: `receive-webhook` counted what it could not take,
 * nobody has looked for so long that our whole side may have been away, or the platform says that it does not deliver.
 * The first two are ours to know, whether or not the platform can be asked.
 */
import type { ChannelMemory, Outage } from "./channel-memory.ts";

type Memory = Pick<ChannelMemory, "lookedAt" | "activeAt" | "outage">;

/** Nobody looks for an hour only when something is wrong: the schedule has missed several turns. */
const lookedAwayMs = 3600_000;
/** Counted to five minutes: what was lost lies anywhere in these. */
const countedToMs = 300_000;

/** The memory with what our own side did since the last look. `lost`: when webhooks were, oldest first. */
export const noticeOurs = <Remembered extends Memory>(
  memory: Remembered,
  lost: readonly Date[],
  now: Date,
): Remembered => {
  const spans = [unwatched(memory, now), spanOf(lost, memory)].filter((span) => span !== null);
  return { ...memory, lookedAt: now.toISOString(), outage: spans.reduce(joined, memory.outage) };
};

/** The memory with what the platform says: whether it would deliver now. A first look promised nothing before. */
export const noticeTheirs = <Remembered extends Memory>(
  memory: Remembered,
  delivers: boolean,
  now: Date,
): Remembered => {
  const at = now.toISOString();
  if (delivers) return { ...memory, activeAt: at, outage: ended(memory.outage, at) };
  if (memory.activeAt === null) return memory;
  return { ...memory, outage: joined(memory.outage, { from: memory.activeAt, to: null }) };
};

type Span = Pick<Outage, "from" | "to">;

const unwatched = ({ lookedAt }: Memory, now: Date): Span | null =>
  lookedAt === null || now.getTime() - Date.parse(lookedAt) <= lookedAwayMs
    ? null
    : { from: lookedAt, to: now.toISOString() };

const spanOf = (lost: readonly Date[], { lookedAt }: Memory): Span | null => {
  const news =
    lookedAt === null ? [] : lost.filter((at) => at.getTime() > Date.parse(lookedAt) - countedToMs);
  const [first] = news;
  const last = news.at(-1);
  if (first === undefined || last === undefined) return null;
  return { from: first.toISOString(), to: new Date(last.getTime() + countedToMs).toISOString() };
};

const ended = (outage: Outage | null, at: string): Outage | null =>
  outage === null ? null : { ...outage, to: outage.to ?? at };

/** One outage of two. Longer than it was known to be, it has to be searched again; what was replayed of it stays so. */
const joined = (known: Outage | null, span: Span): Outage => {
  if (known === null) return { ...span, replayedTo: span.from, isSearched: false };
  const from = known.from < span.from ? known.from : span.from;
  const to = known.to === null || span.to === null ? null : known.to > span.to ? known.to : span.to;
  return {
    from,
    to,
    replayedTo: from < known.from ? from : known.replayedTo,
    isSearched: known.isSearched && from === known.from && to === known.to,
  };
};
