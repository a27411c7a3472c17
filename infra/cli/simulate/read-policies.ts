import { readFile } from "node:fs/promises";
import * as z from "zod";
import { checkPolicies } from "../../../shared/config/check-policies.ts";
import type { Refuse } from "../../../shared/config/check-rules.ts";
import { policyBookOf } from "../../../shared/config/policies-of.ts";
import { Calendar } from "../../../shared/domain/calendar/calendar-shape.ts";
import { alwaysOn, alwaysOnCalendar, type PolicyBook } from "../../../shared/domain/promises/sla-policy.ts";
import { SlaPolicy } from "../../../shared/domain/promises/policy-shape.ts";
import { expandHolidays } from "../../config/expand-holidays.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { misspeltOf } from "../../words/nearest-of.ts";
import { problemLines, readAs, readAsLater } from "../../words/read-as.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { unlessObject } from "../../words/unless-object.ts";
import { UsageError } from "../command.ts";
import { jsonOrNothing } from "../json-or-nothing.ts";
import { namesOfBook, namesOfConfig, type KnownNames } from "./known-names.ts";

const nobody = { teams: null, channels: null, authorTiers: null };

/** Policies nobody has deployed yet: with the calendars they name, and the one each team works by. */
const Policies = z
  .strictObject(
    {
      policies: z.array(SlaPolicy),
      calendars: z.record(z.string(), Calendar).default({}),
      hours: z.record(z.string(), z.string()).default({}),
    },
    unlessObject(
      'write a JSON object like {"policies":[{"name":"everybody","when":"default","targets":{…}}]}',
    ),
  )
  .transform(({ calendars, ...book }) => ({
    ...book,
    calendars: { ...calendars, [alwaysOn]: alwaysOnCalendar },
  }))
  .superRefine(({ policies, calendars, hours }, context) => {
    const refuse: Refuse = (path, message) => context.addIssue({ code: "custom", path, message });
    checkPolicies(policies, { ...nobody, calendars }, (path, message) =>
      refuse(["policies", ...path], message),
    );
    checkTeams(policies, Object.keys(hours), refuse);
    for (const [team, name] of Object.entries(hours))
      if (!Object.hasOwn(calendars, name))
        refuse(["hours", team], unknownName("calendar", name, Object.keys(calendars)));
  });

/** A policy for a team whose name is a slip of another's would hold for nobody, and nobody would see it in the figures. */
const checkTeams = (policies: readonly SlaPolicy[], teams: readonly string[], refuse: Refuse): void =>
  policies.forEach(({ when }, index) => {
    const asked = when === "default" ? [] : (when.teams ?? []);
    asked.forEach((team, place) => {
      if (!teams.includes(team) && misspeltOf(team, teams) !== undefined)
        refuse(["policies", index, "when", "teams", place], unknownName("team", team, teams));
    });
  });

/** Whether there are calendars whose holidays have to become dates. */
const Calendars = z.looseObject({ calendars: z.record(z.string(), z.unknown()) });

/** Holidays of a country, and those that come every year, are those of the traffic that is tried. */
const pastYears = [-2, -1, 0, 1];

export type ReadPolicies = { readonly book: PolicyBook; readonly known: KnownNames };

/** The policies of a JSON file, or of a configuration, with the names that mentions may go by under them. */
export const readPolicies = async (file: string): Promise<ReadPolicies> => {
  if (!file.endsWith(".json")) {
    const config = await resolveConfig(file);
    return { book: policyBookOf(config), known: namesOfConfig(config) };
  }
  const json = jsonOrNothing(await read(file));
  const dated = Calendars.safeParse(json).success
    ? await readAsLater(expandHolidays(new Date(), pastYears), json)
    : { value: json };
  const written = "value" in dated ? readAs(Policies, dated.value) : dated;
  if ("value" in written) return { book: written.value, known: namesOfBook(written.value) };
  throw new UsageError(`${file} makes no sense yet:\n${problemLines(written.problems)}`);
};

const read = async (file: string): Promise<string> => {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError(
      `${file} cannot be read: give the path of a file of policies, or of a configuration.`,
    );
  }
};
