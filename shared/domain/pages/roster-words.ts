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
  }
};
