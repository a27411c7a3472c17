import { expect, test } from "vitest";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";

const { service, ...others } = pipelineConfig.teams;
const configured = (calendars: object, hours: string) =>
  parseConfig(
    { ...pipelineConfig, calendars, teams: { ...others, service: { ...service, hours } } },
    "a config",
  );

const office = { time_zone: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]] } };

test("a team works around the clock unless its hours are said", () => {
  const { calendars, teams } = parseConfig(pipelineConfig, "a config");
  expect(calendars).toEqual({ "always-on": { time_zone: "UTC", always_on: true } });
  expect(teams["service"]).toMatchObject({ hours: "always-on" });
});

test("a team keeps the hours of a calendar it names", () => {
  const { calendars, teams } = configured({ office }, "office");
  expect(calendars["office"]).toEqual(office);
  expect(teams["service"]).toMatchObject({ hours: "office" });
});

test.each<[problem: string, calendars: object, hours: string]>([
  [
    'teams.service.hours: no calendar is called "ofice": add it to calendars, or name one of office, always-on',
    { office },
    "ofice",
  ],
  ["calendars.office.time_zone: is no time zone", { office: { ...office, time_zone: "Berlin" } }, "office"],
  ["calendars.office.weekly: never opens", { office: { time_zone: "UTC", weekly: {} } }, "office"],
  [
    "calendars.office.weekly.fri[0]: ends before",
    { office: { ...office, weekly: { fri: [["17:00", "09:00"]] } } },
    "office",
  ],
  [
    "calendars.office.weekly.fri[1]: overlaps 09:00–17:00",
    {
      office: {
        ...office,
        weekly: {
          fri: [
            ["09:00", "17:00"],
            ["16:00", "18:00"],
          ],
        },
      },
    },
    "office",
  ],
  [
    "calendars.office.weekly: knows nothing called friday",
    { office: { ...office, weekly: { friday: [] } } },
    "office",
  ],
  ['calendars["always-on"]: is there already', { "always-on": office }, "always-on"],
])("%s", (problem, calendars, hours) => {
  expect(() => configured(calendars, hours)).toThrow(problem);
});
