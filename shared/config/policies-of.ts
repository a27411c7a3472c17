/**
 * The policies of a configuration. Where it writes none they follow from what its teams promise: normal customers in the
 * team's hours, urgent ones in its hours too, but for urgent service, which is answered around the clock.
 */
import { alwaysOn, type PolicyBook } from "../domain/promises/sla-policy.ts";
import type { SlaPolicy, When } from "../domain/promises/policy-shape.ts";
import type { PipelineConfig } from "./pipeline-config.ts";
import { replySeconds } from "./reply-target.ts";

type Written = Pick<PipelineConfig, "teams" | "calendars" | "policies">;
type Team = PipelineConfig["teams"][string];

export const policyBookOf = ({ teams, calendars, policies }: Written): PolicyBook => ({
  policies: policies ?? policiesOfTeams(teams),
  calendars,
  hours: Object.fromEntries(Object.entries(teams).map(([id, { hours }]) => [id, hours])),
});

/** The shortest time in which a team promises to reply to anybody; null for a team that runs no reply clock. */
export const shortestReplySeconds = (config: Written, team: string): number | null => {
  const { policies } = policyBookOf(config);
  const last = policies.findIndex(({ when }) => isForAllOf(when, team));
  const seconds = policies
    .slice(0, last + 1)
    .filter(({ when }) => mayBeFor(when, team))
    .flatMap(({ targets }) => [targets.firstReply, targets.nextReply])
    .flatMap((target) => target?.seconds ?? []);
  return seconds.length === 0 ? null : Math.min(...seconds);
};

const mayBeFor = (when: SlaPolicy["when"], team: string): boolean =>
  when === "default" || (when.teams?.includes(team) ?? true);

/** Whether nothing of this team ever comes to a later policy. */
const isForAllOf = (when: SlaPolicy["when"], team: string): boolean =>
  when === "default" || (Object.keys(when).join() === "teams" && mayBeFor(when, team));

/** What nobody could tell may be anything: it has a short clock of its own. */
const unsureWithinSeconds = 30 * 60;

/** The policies of the team that takes what is unsure come last, and hold for whatever else there is. */
const policiesOfTeams = (teams: PipelineConfig["teams"]): SlaPolicy[] =>
  Object.entries(teams)
    .toSorted(([, one], [, other]) => Number(takesUnsure(one)) - Number(takesUnsure(other)))
    .flatMap(([id, team]) => policiesOfTeam(id, team));

const policiesOfTeam = (id: string, team: Team): SlaPolicy[] => {
  const { replyWithinSeconds = unsureWithinSeconds } = team;
  const { urgent, normal } = replySeconds(replyWithinSeconds);
  const isHurried = urgent !== normal;
  const inItsHands: When = { teams: [id] };
  return [
    ...(isHurried || team.hours !== alwaysOn
      ? [
          replyWithin(
            `urgent service, ${id}`,
            { ...inItsHands, urgent: true, categories: ["service"] },
            urgent,
            alwaysOn,
          ),
        ]
      : []),
    ...(isHurried ? [replyWithin(`urgent, ${id}`, { ...inItsHands, urgent: true }, urgent, team.hours)] : []),
    replyWithin(id, takesUnsure(team) ? "default" : inItsHands, normal, team.hours),
  ];
};

const replyWithin = (
  name: string,
  when: SlaPolicy["when"],
  seconds: number | null,
  calendar: string,
): SlaPolicy => {
  const target = seconds === null ? undefined : { seconds, calendar };
  return { name, when, targets: target === undefined ? {} : { firstReply: target, nextReply: target } };
};

const takesUnsure = ({ takes }: Team): boolean => takes.includes("unsure");
