import { describe, expect, test } from "vitest";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import { policyBookOf } from "../../../shared/config/policies-of.ts";
import { routingOf } from "../../../shared/config/routing-of.ts";

const parse = (changes: object) => parseConfig({ ...pipelineConfig, ...changes }, "the test's configuration");

const { teams } = pipelineConfig;
const withTeam = (id: keyof typeof teams, changes: object) =>
  parse({ teams: { ...teams, [id]: { ...teams[id], ...changes } } });

describe("thresholds and targets", () => {
  test("service errs towards being answered, and what is unsure has half an hour", () => {
    expect(routingOf(parse({})).unsureBelow).toEqual({ service: 0.4, sales: 0.5, chatter: 0.5 });
    expect(policyBookOf(parse({})).policies.at(-1)).toMatchObject({
      name: "triage",
      when: "default",
      targets: { firstReply: { seconds: 1800, calendar: "always-on" } },
    });
  });

  test("a team may have a threshold of its own", () => {
    expect(routingOf(withTeam("sales", { unsureBelow: 0.7 })).unsureBelow.sales).toBe(0.7);
  });

  test.each([
    [
      { replyWithinSeconds: undefined },
      "teams.sales.replyWithinSeconds: is missing: write a number of seconds",
    ],
    [{ replyWithinSeconds: 0 }, "teams.sales.replyWithinSeconds: write a number of seconds above 0"],
    [
      { replyWithinSeconds: "soon" },
      "teams.sales.replyWithinSeconds: write a number of seconds, { urgent, normal }",
    ],
    [
      { replyWithinSeconds: { urgent: 60 } },
      "teams.sales.replyWithinSeconds: write a number of seconds, { urgent, normal }",
    ],
    [{ replyWithinSeconds: { urgent: 90, normal: 60 } }, "urgent customers would wait longer than others"],
    [{ unsureBelow: 2 }, "teams.sales.unsureBelow: write a probability from 0 to 1"],
  ])("%j is refused", (changes, sentence) => {
    expect(() => withTeam("sales", changes)).toThrow(sentence);
  });
});

const rule = (changes: object = {}) => ({
  name: "lawyers",
  when: { keywords: ["lawyer"] },
  decides: { urgent: true },
  ...changes,
});

describe("rules", () => {
  test("that make sense are kept in their order", () => {
    const { rules } = parse({
      rules: [
        rule({ examples: { holds: ["my LAWYER will call"], fails: ["so many lawyers here"] } }),
        rule({ name: "testers", when: { authors: ["@qa"], keywords: ["lawyers"] } }),
        rule({
          name: "page",
          when: { channels: ["facebook"], hashtags: ["launch"] },
          decides: { team: "sales" },
        }),
      ],
    });
    expect(rules.map(({ name }) => name)).toEqual(["lawyers", "testers", "page"]);
  });

  test.each([
    [[rule({ name: " " })], "rules[0].name: give the rule a name"],
    [[rule({ when: {} })], "rules[0].when: give a condition"],
    [[rule({ when: { keywords: [] } })], "rules[0].when.keywords: write at least one here"],
    [[rule({ when: { keywords: ["  "] } })], "rules[0].when.keywords[0]: an empty keyword is in every text"],
    [[rule({ when: { hashtags: ["two words"] } })], "rules[0].when.hashtags[0]: write a hashtag"],
    [[rule({ when: { keyword: ["lawyer"] } })], "rules[0].when: knows nothing called keyword"],
    [[rule({ decides: {} })], "rules[0].decides: say what it decides"],
    [
      [rule({ decides: { team: "ghosts" } })],
      'rules[0].decides.team: no team is called "ghosts": name one of service',
    ],
    [[rule({ when: { channels: ["tiktok"] } })], 'rules[0].when.channels[0]: no channel is called "tiktok"'],
    [
      [rule(), rule({ when: { keywords: ["court"] } })],
      'rules[1].name: "lawyers" is the name of an earlier rule',
    ],
    [
      [rule(), rule({ name: "mine", when: { keywords: ["my lawyer", "LAWYER!"] } })],
      'rules[1]: can never decide: "lawyers" holds whenever it does',
    ],
    [
      [
        rule({ when: { keywords: ["launch"] } }),
        rule({ name: "tag", when: { hashtags: ["Launch"], authors: ["qa"] } }),
      ],
      "rules[1]: can never decide",
    ],
    [
      [rule({ when: { channels: ["facebook", "x"] } }), rule({ name: "rest", when: { threads: ["1"] } })],
      "rules[1]: can never decide",
    ],
    [
      [rule({ examples: { holds: ["my attorney"] } })],
      'rules[0].examples.holds[0]: does not hold for "my attorney"',
    ],
    [
      [rule({ examples: { fails: ["a lawyer joke"] } })],
      'rules[0].examples.fails[0]: holds for "a lawyer joke"',
    ],
    [
      [rule({ when: { threads: ["1"] }, examples: { holds: ["anything"] } })],
      "rules[0].examples: are tried on keywords and hashtags",
    ],
    [
      [
        rule(),
        rule({ name: "court", when: { keywords: ["court"] }, examples: { holds: ["lawyer in court"] } }),
      ],
      'rules[1].examples.holds[0]: "lawyer in court" is decided by the earlier rule "lawyers"',
    ],
  ])("%j are refused", (rules, sentence) => {
    expect(() => parse({ rules })).toThrow(sentence);
  });

  test.each([
    [{ keywords: ["lawyers"] }],
    [{ keywords: ["lawyer", "court"] }],
    [{ authors: ["qa"] }],
    [{ hashtags: ["lawyers"] }],
  ])("%j may stand behind a rule for lawyer", (when) => {
    expect(() => parse({ rules: [rule(), rule({ name: "next", when })] })).not.toThrow();
  });
});
