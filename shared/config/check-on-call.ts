/** What single fields cannot tell: that everybody who is to be asked exists, and can be reached. */
import { alwaysOn } from "../domain/promises/sla-policy.ts";
import type { EscalationPolicy, PageTo } from "../domain/escalation/escalation-policy.ts";
import { respondersOf } from "../domain/roster/responders-of.ts";
import type { Refuse } from "./check-rules.ts";
import type { PipelineConfig } from "./pipeline-config.ts";

type Checked = Pick<
  PipelineConfig,
  "teams" | "calendars" | "destinations" | "responders" | "rosters" | "escalations" | "catchAll"
>;

export const checkOnCall = (config: Checked, refuse: Refuse): void => {
  const { responders, rosters, escalations, catchAll, destinations } = config;
  for (const [id, { reachedBy }] of Object.entries(responders))
    checkNames("destination", reachedBy, destinations, refuseAt(refuse, ["responders", id, "reachedBy"]));
  for (const [id, roster] of Object.entries(rosters))
    for (const responder of respondersOf(roster))
      checkNames("responder", [responder], responders, (_, message) => refuse(["rosters", id], message));
  for (const [id, ladder] of Object.entries(escalations))
    checkLadder(ladder, config, refuseAt(refuse, ["escalations", id]));
  checkNames("destination", catchAll, destinations, refuseAt(refuse, ["catchAll"]));
  if (catchAll.length === 0 && Object.keys(escalations).length > 0)
    refuse(["catchAll"], "is empty: name a destination for when nobody anywhere is on call");
  checkTeams(config, refuse);
};

const checkTeams = ({ teams, escalations, calendars }: Checked, refuse: Refuse): void => {
  for (const [id, { escalation, outOfHours, hours, pages }] of Object.entries(teams)) {
    const refuseHere = refuseAt(refuse, ["teams", id]);
    for (const [field, name] of Object.entries({ escalation, outOfHours }))
      if (name !== undefined && !Object.hasOwn(escalations, name))
        refuseHere([field], `no escalation is called "${name}": name one of ${namesOf(escalations)}`);
    if (outOfHours !== undefined && calendars[hours]?.always_on === true)
      refuseHere(
        ["outOfHours"],
        `never comes: its hours are ${hours === alwaysOn ? "around the clock" : hours}`,
      );
    if (escalation !== undefined && pages.length > 0)
      refuseHere(["pages"], "is what the escalation says: take it out, or take that out");
  }
};

const checkLadder = (
  { levels, management }: EscalationPolicy,
  { calendars, ...known }: Checked,
  refuse: Refuse,
): void => {
  levels.forEach(({ to, only }, index) => {
    checkPageTo(to, known, refuseAt(refuse, ["levels", index, "to"]));
    if (only !== undefined && !Object.hasOwn(calendars, only.calendar))
      refuse(
        ["levels", index, "only", "calendar"],
        `no calendar is called "${only.calendar}": name one of ${namesOf(calendars)}`,
      );
  });
  checkPageTo(management, known, refuseAt(refuse, ["management"]));
};

type Known = Pick<Checked, "rosters" | "responders" | "destinations">;

const checkPageTo = (to: readonly PageTo[], known: Known, refuse: Refuse): void =>
  to.forEach((whom, index) => {
    const [kind, name, names] =
      "roster" in whom
        ? (["roster", whom.roster, known.rosters] as const)
        : "responder" in whom
          ? (["responder", whom.responder, known.responders] as const)
          : (["destination", whom.destination, known.destinations] as const);
    checkNames(kind, [name], names, (_, message) => refuse([index, kind], message));
  });

const checkNames = (kind: string, names: readonly string[], known: object, refuse: Refuse): void =>
  names.forEach((name, index) => {
    if (!Object.hasOwn(known, name))
      refuse([index], `no ${kind} is called "${name}": add it, or name one of ${namesOf(known)}`);
  });

const refuseAt =
  (refuse: Refuse, before: PropertyKey[]): Refuse =>
  (path, message) =>
    refuse([...before, ...path], message);

const namesOf = (record: object): string => Object.keys(record).join(", ") || "(none yet)";
