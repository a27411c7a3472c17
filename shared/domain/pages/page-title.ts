import type { AboutConversation, PageAbout, PageReason } from "./page-about.ts";
import { hasPassed, waitedFor, whoWaits } from "./page-facts.ts";
import type { PageReader } from "./page-reader.ts";
import { rosterTitle } from "./roster-words.ts";
import { shiftTitle } from "./shift-words.ts";
import { shortTime } from "./spoken-time.ts";

/** A page in one line: what is the matter, how long it has been, and until when. */
export const titleOf = (about: PageAbout, reader: PageReader): string => {
  const time = (at: string): string => shortTime(at, reader);
  switch (about.kind) {
    case "conversation":
      return conversationTitle(about, reader);
    case "outage":
      return `Outage suspected: ${about.count} reports of the same about ${about.brand} since ${time(about.firstSeen)}`;
    case "roster":
      return rosterTitle(about, time);
    case "shift":
      return shiftTitle(about, time);
    case "alarm":
      return "First Reply needs help: something of the pipeline is broken";
  }
};

const leads: Record<Exclude<PageReason, "drill">, string> = {
  urgent: "Urgent",
  "deadline-warned": "Soon too late",
  "deadline-breached": "Too late",
  "not-acknowledged": "Nobody has taken it yet",
  "unanswered-again": "Taken, and still no answer",
  "arrived-late": "Reached us late",
};

const conversationTitle = (about: AboutConversation, reader: PageReader): string => {
  if (about.reason === "drill") return "Drill: nobody is waiting, this shows that pages reach you";
  const lead = leads[about.reason];
  const due =
    about.dueAt === null
      ? ""
      : `, answer ${hasPassed(about.dueAt, reader) ? "was " : ""}due ${shortTime(about.dueAt, reader)}`;
  const others = about.count === undefined ? "" : ` (and ${about.count - 1} more)`;
  return `${lead}: ${whoWaits(about)}${others} has waited ${waitedFor(about, reader)}${due}`;
};
