import type { AboutConversation, AboutOutage, PageAbout } from "./page-about.ts";
import { capital, hasPassed, platformNames, waitedFor } from "./page-facts.ts";
import type { PageReader } from "./page-reader.ts";
import { rosterLine, whatToDoAboutRoster } from "./roster-words.ts";
import { shiftLines } from "./shift-words.ts";
import { fullTime, spokenSpan } from "./spoken-time.ts";

/** A page in sentences: what happened, why it is this person who is woken, and what they can do. */
export const linesOf = (about: PageAbout, reader: PageReader): string[] => [
  ...whatHappened(about, reader),
  whyYou(about),
  ...whatToDo(about, reader),
];

const whatHappened = (about: PageAbout, reader: PageReader): string[] => {
  const time = (at: string): string => fullTime(at, reader);
  switch (about.kind) {
    case "conversation":
      return about.reason === "drill" ? [drillLine(about)] : conversationLines(about, reader);
    case "outage":
      return outageLines(about, time);
    case "roster":
      return [rosterLine(about, time)];
    case "shift":
      return shiftLines(about, reader);
    case "alarm":
      return [`Customers lose: ${about.customersLose}`, `Look first: ${about.lookFirst}`];
  }
};

const drillLine = ({ team, channelId }: AboutConversation): string =>
  `A drill for team ${team}, from channel ${channelId}: it came the way a real page would.`;

const conversationLines = (about: AboutConversation, reader: PageReader): string[] => {
  const { category, urgent, team, channelId, platform } = about;
  const since = fullTime(about.waitingSince, reader);
  return [
    `The customer has waited ${waitedFor(about, reader)}, since ${since}.`,
    dueLine(about, reader),
    `${capital(category)}, ${urgent ? "urgent" : "not urgent"}, for team ${team}, from channel ${channelId} (${platformNames[platform]}).`,
    priorityLine(about),
    ...groupLine(about),
  ];
};

/** Whoever reads it decides by how many still wait; how many do no more says how it goes. */
const groupLine = ({ count = 1, settled = 0 }: AboutConversation): string[] => {
  if (count === 1 && settled === 0) return [];
  if (count === 1) return [`Of ${settled + 1} customers with the same trouble only this one still waits.`];
  const others =
    settled === 0 ? "" : `; ${settled} more ${settled === 1 ? "needs" : "need"} no answer any more`;
  return [`This page stands for ${count} customers with the same trouble who still wait${others}.`];
};

const dueLine = ({ dueAt }: AboutConversation, reader: PageReader): string => {
  if (dueAt === null) return "No clock runs for it.";
  const apart = spokenSpan(Math.abs(reader.now.getTime() - Date.parse(dueAt)));
  const time = fullTime(dueAt, reader);
  return hasPassed(dueAt, reader)
    ? `The answer was due ${time}, ${apart} ago.`
    : `The answer is due ${time}, in ${apart}.`;
};

/** What counts for nothing is not said. */
const priorityLine = ({ priority }: AboutConversation): string => {
  const parts = priority.parts.filter(({ points }) => points > 0);
  const because = parts.map((part) => `${part.because} (${part.points})`).join(", ");
  return `Priority ${priority.total}${because === "" ? "" : `: ${because}`}.`;
};

const outageLines = (about: AboutOutage, time: (at: string) => string): string[] => [
  `${about.count} reports of the same about ${about.brand}: the first at ${time(about.firstSeen)}, the latest at ${time(about.lastSeen)}.`,
  "Each is in its team's queue as well: this page stands for all of them.",
];

const whyYou = ({ kind, responder, because }: PageAbout): string =>
  `${responder === null ? "You are" : `${responder} is`} ${kind === "shift" ? "told" : "paged"} because ${because}.`;

const whatToDo = (about: PageAbout, { pageUrl }: PageReader): string[] => {
  const acknowledge = pageUrl === null ? [] : ["Acknowledge it, and nobody else is woken meanwhile."];
  switch (about.kind) {
    case "conversation":
      if (about.reason === "drill") return acknowledge;
      return [
        about.permalink === null
          ? `Answer on ${platformNames[about.platform]}, in the brand's inbox: conversation ${about.conversationId}.`
          : "Answer the post itself: that ends this page.",
        ...acknowledge,
      ];
    case "outage":
      return ["Tell whoever can mend it, then answer people one by one.", ...acknowledge];
    case "roster":
      return [whatToDoAboutRoster(about), ...acknowledge];
    case "shift":
      return [];
    case "alarm":
      return acknowledge;
  }
};
