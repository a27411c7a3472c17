import type { AboutRoster } from "./about-roster.ts";

type Time = (at: string) => string;

export const rosterTitle = ({ problem }: AboutRoster, time: Time): string => {
  switch (problem.kind) {
    case "gap":
      return `Nobody is on call for urgent service (team ${problem.team}): ${time(problem.from)} to ${time(problem.to)}`;
    case "left":
      return `Roster ${problem.roster}: ${problem.who} is to be on call, and is no responder any more`;
    case "ends":
      return `Roster ${problem.roster} ends ${time(problem.at)}`;
    case "stale":
      return `Feed ${problem.feed} could not be read since ${time(problem.since)}`;
    case "unread":
      return `Feed ${problem.feed}: ${eventsOf(problem.events)} cannot be read`;
  }
};

export const rosterLine = ({ problem }: AboutRoster, time: Time): string => {
  switch (problem.kind) {
    case "gap":
      return `Urgent service of team ${problem.team} would wake nobody from ${time(problem.from)} to ${time(problem.to)}.`;
    case "left":
      return `Nobody is woken when it is the turn of ${problem.who} on roster ${problem.roster}.`;
    case "ends":
      return `From ${time(problem.at)} on roster ${problem.roster} has nobody.`;
    case "stale":
      return `Who is on call by feed ${problem.feed} is what was read of it by ${time(problem.since)}: what changed later is not known.`;
    case "unread":
      return `Nobody is on call by ${eventsOf(problem.events)} of feed ${problem.feed}.`;
  }
};

export const whatToDoAboutRoster = ({ problem }: AboutRoster): string => {
  switch (problem.kind) {
    case "gap":
      return "Put somebody on call then: firstreply override add, or write it into the roster and deploy.";
    case "left":
      return "See firstreply override list, take it back, and put somebody else there.";
    case "ends":
      return "Write down who is on call from then on, and deploy.";
    case "stale":
      return "firstreply feeds says why. Look whether its address still works, else fill in the new one.";
    case "unread":
      return "firstreply feeds says what is wrong. Mend it in the calendar: a title names responders we know.";
  }
};

const eventsOf = (count: number): string => (count === 1 ? "1 event" : `${count} events`);
