/**
 * A night whose hours are seconds. The office was open on one day long ago, so it is always night: Ada is on call, by
 * PagerDuty and then by a webhook of her own, then Lee, and at last Max. `harbour` gives Ada all the time she needs, `desk`
 * is paged everywhere at once, and nobody is behind `lonely` but the catch-all.
 */
import { defineConfig } from "../../shared/config/define-config.ts";
import type { PipelineConfigInput } from "../../shared/config/pipeline-config.ts";

const always = { time_zone: "UTC", layers: [{ name: "all", turns: [["ada"]] }] };
const gone = { time_zone: "UTC", layers: [{ name: "gone", turns: [["ada"]], until: "2020-01-01" }] };

/** What a text of a test decides, by a word of it. */
const rule = (word: string, decides: { readonly urgent: boolean; readonly team?: string }) => ({
  name: word,
  when: { keywords: [word] },
  decides: { category: "service" as const, ...decides },
});

export const waitSeconds = 4;
export const acknowledgedForSeconds = 5;

/** `addressOf`: where the stand-in for PagerDuty's Events API is, for each destination. */
export const onCallConfig = (addressOf: (destination: string) => string): PipelineConfigInput =>
  defineConfig({
    stackName: "Night",
    channels: {
      x: { platform: "x", account: "2244994945", handle: "brand" },
      "standard-webhooks": { platform: "standard-webhooks" },
    },
    rules: [
      rule("ferry", { urgent: true, team: "harbour" }),
      rule("stranded", { urgent: true }),
      rule("parcel", { urgent: false }),
      rule("lighthouse", { urgent: true, team: "lonely" }),
      rule("suitcase", { urgent: true, team: "desk" }),
    ],
    calendars: { office: { time_zone: "UTC", date_overrides: { "2020-01-06": [["09:00", "17:00"]] } } },
    policies: [
      {
        name: "an hour for everybody",
        when: "default",
        targets: { firstReply: { seconds: 3600, calendar: "always-on" } },
      },
    ],
    destinations: {
      "ada-pagerduty": { kind: "pagerduty", api: addressOf("ada-pagerduty") },
      "ada-hook": { kind: "webhook" },
      "lee-hook": { kind: "webhook" },
      "max-hook": { kind: "webhook" },
      ops: { kind: "webhook" },
      "desk-pagerduty": { kind: "pagerduty", api: addressOf("desk-pagerduty") },
      "desk-hook": { kind: "webhook" },
      "desk-slack": { kind: "slack" },
      "desk-teams": { kind: "teams" },
    },
    responders: {
      ada: { name: "Ada", zone: "Europe/Berlin", reachedBy: ["ada-pagerduty", "ada-hook"] },
      lee: { name: "Lee", zone: "UTC", reachedBy: ["lee-hook"] },
      max: { name: "Max", zone: "UTC", reachedBy: ["max-hook"] },
    },
    rosters: { primary: always, gone },
    escalations: {
      night: {
        levels: [
          { to: [{ roster: "primary" }], waitSeconds },
          { to: [{ responder: "lee" }], waitSeconds },
        ],
        repeat: 1,
        acknowledgedForSeconds,
        management: [{ responder: "max" }],
      },
      patient: {
        levels: [{ to: [{ roster: "primary" }], waitSeconds: 600 }],
        repeat: 1,
        acknowledgedForSeconds,
      },
      everywhere: {
        levels: [
          {
            to: ["pagerduty", "hook", "slack", "teams"].map((where) => ({ destination: `desk-${where}` })),
            waitSeconds: 600,
          },
        ],
        repeat: 0,
      },
      nobody: { levels: [{ to: [{ roster: "gone" }], waitSeconds: 600 }], repeat: 0 },
    },
    catchAll: ["ops"],
    teams: {
      service: { takes: ["service"], hours: "office", escalation: "night", outOfHours: "night" },
      harbour: { takes: ["chatter"], hours: "office", escalation: "patient", outOfHours: "patient" },
      lonely: { takes: ["sales"], hours: "office", escalation: "nobody", outOfHours: "nobody" },
      desk: { takes: ["unsure"], hours: "office", escalation: "everywhere", outOfHours: "everywhere" },
    },
  });
