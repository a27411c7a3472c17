import { describe, expect, test } from "vitest";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import { policyBookOf, shortestReplySeconds } from "../../../shared/config/policies-of.ts";

const parse = (changes: object) => parseConfig({ ...pipelineConfig, ...changes }, "the test's configuration");
const office = { time_zone: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]] } };

describe("a configuration that writes no policies", () => {
  test("has one for each promise of a team, and what nobody could tell comes last", () => {
    const { policies } = policyBookOf(parse({}));
    expect(policies.map(({ name, when }) => [name, when])).toEqual([
      ["urgent service, service", { teams: ["service"], urgent: true, categories: ["service"] }],
      ["urgent, service", { teams: ["service"], urgent: true }],
      ["service", { teams: ["service"] }],
      ["sales", { teams: ["sales"] }],
      ["chatter", { teams: ["chatter"] }],
      ["triage", "default"],
    ]);
  });

  test("counts in the hours of the team, but for urgent service", () => {
    const { service } = pipelineConfig.teams;
    const teams = { ...pipelineConfig.teams, service: { ...service, hours: "office" } };
    const { policies } = policyBookOf(parse({ teams, calendars: { office } }));
    expect(policies.slice(0, 3).map(({ targets }) => targets.firstReply)).toEqual([
      { seconds: 900, calendar: "always-on" },
      { seconds: 900, calendar: "office" },
      { seconds: 3600, calendar: "office" },
    ]);
  });

  test("knows the shortest promise of each team, and that some make none", () => {
    const chatter = { takes: ["chatter"], replyWithinSeconds: null };
    const config = parse({ teams: { ...pipelineConfig.teams, chatter } });
    expect(
      ["service", "sales", "chatter", "triage"].map((team) => shortestReplySeconds(config, team)),
    ).toEqual([900, 7200, null, 1800]);
  });
});

const silent = Object.fromEntries(
  Object.entries(pipelineConfig.teams).map(([id, { takes, pages }]) => [id, { takes, pages }]),
);
const everybody = { name: "everybody", when: "default", targets: { firstReply: { seconds: 900 } } };
const withPolicies = (...policies: object[]) =>
  parse({ teams: silent, policies, calendars: { office }, authorTiers: { press: ["@daily"] } });

test("policies that make sense are kept in their order", () => {
  const { policies } = policyBookOf(
    withPolicies(
      { ...everybody, name: "press", when: { authorTiers: ["press"], platforms: ["x"] } },
      { ...everybody, name: "page", when: { channels: ["facebook"], public: true } },
      everybody,
    ),
  );
  expect(policies.map(({ name }) => name)).toEqual(["press", "page", "everybody"]);
});

test.each([
  [[{ ...everybody, when: { urgent: true } }], "policies: none is the default"],
  [
    [everybody, { ...everybody, name: "late", when: { urgent: true } }],
    'policies[1]: can never hold: "everybody"',
  ],
  [
    [
      { ...everybody, name: "x", when: { platforms: ["x"] } },
      { ...everybody, name: "channel", when: { channels: ["x"], urgent: true } },
      everybody,
    ],
    'policies[1]: can never hold: "x" holds whenever it does',
  ],
  [
    [{ ...everybody, name: "all", when: { categories: ["service", "sales", "chatter"] } }, everybody],
    'policies[1]: can never hold: "all"',
  ],
  [
    [{ ...everybody, name: "nowhere", when: { channels: ["x"], platforms: ["facebook"] } }, everybody],
    "policies[0].when: can never hold: no channel is all that at once",
  ],
  [
    [{ ...everybody, name: "it", when: { teams: ["ghosts"] } }, everybody],
    'policies[0].when.teams[0]: no team is called "ghosts"',
  ],
  [
    [{ ...everybody, targets: { nextReply: { seconds: 60, calendar: "moon" } } }],
    'no calendar is called "moon"',
  ],
  [[{ ...everybody, pauseWhile: ["answered"] }], "policies[0].pauseWhile: pauses nothing"],
  [
    [{ ...everybody, targets: { resolution: { seconds: 60 } }, pauseWhile: ["open"] }],
    'policies[0].pauseWhile[0]: is no time in which a resolution may wait: write "answered"',
  ],
])("%j are refused", (policies, sentence) => {
  expect(() => withPolicies(...policies)).toThrow(sentence);
});

test("what a team promises and what policies say would be two truths", () => {
  expect(() => parse({ policies: [everybody] })).toThrow(
    "teams.service.replyWithinSeconds: is what policies say",
  );
});
