/** What single fields of a configuration cannot tell: that the parts fit together. */
import type * as z from "zod";
import { checkFeeds } from "./check-feeds.ts";
import { checkOnCall } from "./check-on-call.ts";
import { checkPolicies, checkRuns } from "./check-policies.ts";
import { checkRules, type Refuse } from "./check-rules.ts";
import type { PipelineConfig } from "./pipeline-config.ts";
import { shortestReplySeconds } from "./policies-of.ts";

type Checked = Pick<
  PipelineConfig,
  | "channels"
  | "calendars"
  | "teams"
  | "destinations"
  | "responders"
  | "rosters"
  | "escalations"
  | "catchAll"
  | "rules"
  | "policies"
  | "authorTiers"
>;

export function checkTogether(config: Checked, context: z.RefinementCtx): void {
  const refuse = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: "custom", path, message });

  if (Object.keys(config.channels).length === 0)
    refuse(["channels"], "add at least one channel, or nothing can be heard");

  for (const takes of ["service", "sales", "chatter", "unsure"] as const) {
    const teams = Object.entries(config.teams).filter(([, team]) => team.takes.includes(takes));
    if (teams.length === 0) refuse(["teams"], `no team takes "${takes}": add it to one team's takes`);
    if (teams.length > 1)
      refuse(
        ["teams", teams[1]?.[0] ?? "", "takes"],
        `"${takes}" is already taken by ${teams[0]?.[0]}: leave it to one team`,
      );
  }

  for (const [id, team] of Object.entries(config.teams)) {
    team.pages.forEach((name, index) => {
      if (!Object.hasOwn(config.destinations, name))
        refuse(
          ["teams", id, "pages", index],
          `no destination is called "${name}": add it to destinations, or name one of ${names(config.destinations)}`,
        );
    });
    if (!Object.hasOwn(config.calendars, team.hours))
      refuse(
        ["teams", id, "hours"],
        `no calendar is called "${team.hours}": add it to calendars, or name one of ${names(config.calendars)}`,
      );
    if (
      config.policies === undefined &&
      team.replyWithinSeconds === undefined &&
      !team.takes.includes("unsure")
    )
      refuse(
        ["teams", id, "replyWithinSeconds"],
        "is missing: write a number of seconds, { urgent, normal }, or null to run no clock",
      );
    if (config.policies !== undefined && team.replyWithinSeconds !== undefined)
      refuse(["teams", id, "replyWithinSeconds"], "is what policies say: take it out, or take those out");
    if (team.pages.length === 0 && team.escalation === undefined && shortestReplySeconds(config, id) !== null)
      refuse(
        ["teams", id, "pages"],
        "a clock that wakes nobody: name a destination or an escalation, or run no clock (replyWithinSeconds: null, or no policy for it)",
      );
  }

  if (config.policies !== undefined) {
    const refusePolicy: Refuse = (path, message) => refuse(["policies", ...path], message);
    checkPolicies(config.policies, config, refusePolicy);
    checkRuns(config.policies, refusePolicy);
  }
  checkRules(config, refuse);
  checkOnCall(config, refuse);
  checkFeeds(config.rosters, refuse);

  for (const id of Object.keys(config.teams))
    if (ownQueues.includes(inOutputs(id)))
      refuse(["teams", id], "is the name of one of the pipeline's own queues: pick another");

  for (const kind of ["channels", "teams", "destinations"] as const)
    Object.keys(config[kind]).forEach((id, index, ids) => {
      const twin = ids.slice(0, index).find((earlier) => inOutputs(earlier) === inOutputs(id));
      if (twin !== undefined)
        refuse(
          [kind, id],
          `differs from "${twin}" by dashes only, which stack outputs leave out: pick another`,
        );
    });
}

/** The pipeline's own queues and dead letters, as their stack outputs tell ids apart. */
const ownQueues = [
  "intake",
  "deadline",
  "unrouted",
  "oncall",
  "relayevents",
  "sweepdeadlines",
  "reconcilechannel",
  "mindrosters",
  "readfeeds",
  "secondopinion",
];
const inOutputs = (id: string): string => id.replaceAll("-", "");

const names = (record: object): string => Object.keys(record).join(", ") || "(none yet)";
