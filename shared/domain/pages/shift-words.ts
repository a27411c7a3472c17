import type { AboutShift } from "./about-shift.ts";
import { capital } from "./page-facts.ts";
import type { PageReader } from "./page-reader.ts";
import { fullTime, shortTime } from "./spoken-time.ts";

type Reader = Pick<PageReader, "zone" | "now">;

export const shiftTitle = (about: AboutShift, time: (at: string) => string): string => {
  const { moment, roster, at, promised, held } = about;
  switch (moment) {
    case "soon":
      return `You are on call for ${roster} from ${time(at)}: ${openText(about)}${dueText(promised, time)}`;
    case "begins":
      return `You are on call for ${roster} now: ${openText(about)}${dueText(promised, time)}`;
    case "over":
      return `Your time on call for ${roster} is over, and you still have ${held.length} ${held.length === 1 ? "customer" : "customers"}`;
  }
};

const openText = ({ open }: AboutShift): string => {
  const count = open.reduce((sum, team) => sum + team.count, 0);
  if (count === 0) return "nobody waits";
  const more = open.some(({ isMore }) => isMore) ? " or more" : "";
  return `${count}${more} ${count === 1 ? "customer waits" : "customers wait"}`;
};

const dueText = ([first]: AboutShift["promised"], time: (at: string) => string): string =>
  first?.dueAt === undefined || first.dueAt === null ? "" : `, the first due ${time(first.dueAt)}`;

/** What waits, who has it, and what is suspected. How far the reader's time is from UTC is said once. */
export const shiftLines = (about: AboutShift, reader: Reader): string[] => {
  const time = (at: string): string => shortTime(at, reader);
  return [
    whenLine(about, reader),
    ...othersLine(about),
    ...openLine(about),
    ...about.promised.map(
      ({ conversationId, team, dueAt }) =>
        `${capital(dueWords(dueAt, time, reader.now))}: conversation ${conversationId} of ${team}, which nobody has.`,
    ),
    ...about.held.map((work) => heldLine(work, time, reader.now)),
    ...about.outages.map(
      ({ brand, count, firstSeen }) =>
        `An outage is suspected: ${count} reports of the same about ${brand} since ${time(firstSeen)}.`,
    ),
  ];
};

const whenLine = ({ moment, roster, at, until }: AboutShift, reader: Reader): string => {
  const time = (instant: string): string => fullTime(instant, reader);
  if (moment === "over") return `Your time on call for roster ${roster} ended ${time(at)}.`;
  const end = until === null ? "with no end in sight" : `until ${time(until)}`;
  return `You are on call for roster ${roster} from ${time(at)} ${end}.`;
};

const othersLine = ({ moment, others }: AboutShift): string[] => {
  if (others.length === 0) return [];
  const names = others.join(" and ");
  const many = others.length > 1;
  if (moment === "over")
    return [`${names} ${many ? "are" : "is"} on call now: tell them what they need to know.`];
  return [`${names} ${many ? "hand" : "hands"} over to you.`];
};

const openLine = ({ moment, open }: AboutShift): string[] => {
  if (moment === "over") return [];
  const waiting = open.filter(({ count }) => count > 0);
  if (waiting.length === 0) return ["Nobody waits for an answer."];
  const counts = waiting.map(({ team, count, isMore }) => `${team} ${count}${isMore ? " or more" : ""}`);
  return [`Customers who wait, by team: ${counts.join(", ")}.`];
};

const heldLine = (
  { conversationId, team, dueAt, by, comesBackAt }: AboutShift["held"][number],
  time: (at: string) => string,
  now: Date,
): string => {
  const back = comesBackAt === null ? "" : `, and it comes back ${time(comesBackAt)}`;
  return `${by} has conversation ${conversationId} of ${team}, ${dueWords(dueAt, time, now)}${back}.`;
};

const dueWords = (dueAt: string | null, time: (at: string) => string, now: Date): string => {
  if (dueAt === null) return "without a due time";
  return `${Date.parse(dueAt) <= now.getTime() ? "was due" : "due"} ${time(dueAt)}`;
};

/** To what is told, in the same order. */
export const shiftLinks = ({ promised, held }: AboutShift, reader: Reader) =>
  [...promised, ...held].flatMap(({ conversationId, dueAt, permalink }) => {
    if (permalink === null) return [];
    const due = dueAt === null ? "" : `, due ${shortTime(dueAt, reader)}`;
    return [{ label: `Conversation ${conversationId}${due}`, url: permalink }];
  });
