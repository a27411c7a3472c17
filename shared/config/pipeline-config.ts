/** What a deployment is: the shape of `infra/pipeline.config.ts`, and of the resolved `#config` every function ships with. */
import * as z from "zod";
import { Calendar } from "../domain/calendar/calendar-shape.ts";
import type { WrittenCalendar } from "./written-calendar.ts";
import type { WrittenRoster } from "./written-roster.ts";
import { Rule } from "../domain/judging/rule.ts";
import { alwaysOn, alwaysOnCalendar } from "../domain/promises/sla-policy.ts";
import { SlaPolicy } from "../domain/promises/policy-shape.ts";
import { Channel, isSafeToTell } from "./channel-config.ts";
import { checkTogether } from "./check-together.ts";
import { Destination } from "./destination-config.ts";
import { Key } from "./key.ts";
import { onCallConfig, teamOnCall } from "./on-call-config.ts";
import { ReplyTarget } from "./reply-target.ts";

const withAlwaysOn = (named: Record<string, Calendar>): Record<string, Calendar> => ({
  ...named,
  [alwaysOn]: alwaysOnCalendar,
});

const Probability = z
  .number()
  .min(0, "write a probability from 0 to 1")
  .max(1, "write a probability from 0 to 1");

const Team = z.strictObject({
  /** What lands here: categories, or `unsure` for what the classifier would rather ask a person about. */
  takes: z.array(z.enum(["service", "sales", "chatter", "unsure"])).min(1),
  /**
   * How long a customer may wait for a reply in the team's hours, the same for all or `{ urgent, normal }`; null runs no
   * clock. Urgent service never waits for opening hours. Left out where `policies` say it, and by the team that takes
   * `unsure`: half an hour.
   */
  replyWithinSeconds: ReplyTarget.optional(),
  /** A threshold of its own for the categories this team takes, instead of those in `classification`. */
  unsureBelow: Probability.optional(),
  /** The calendar of its working hours, by name. */
  hours: Key.default(alwaysOn),
  /** Destinations that are paged when a clock runs out, by name. */
  pages: z.array(Key).default([]),
  ...teamOnCall,
  /** Whether the team's queue carries the (masked) text of a mention, or its ids only. */
  textInQueue: z.boolean().default(true),
});

export const PipelineConfig = z
  .strictObject({
    /** The stack's name: one per pipeline, so staging and production live side by side. */
    stackName: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/u, "use letters, digits and dashes, starting with a letter"),
    channels: z.record(Key, Channel),
    /** Hours in which clocks count, by name: what people work by. */
    calendars: z
      .record(Key, Calendar)
      .refine((named) => !(alwaysOn in named), {
        error: "is there already: pick another name",
        path: [alwaysOn],
      })
      .default({})
      .transform(withAlwaysOn),
    teams: z.record(Key, Team),
    /** Who is promised what, in the place of the teams' `replyWithinSeconds`: the first policy that holds decides. */
    policies: z.array(SlaPolicy).optional(),
    /** Authors that policies treat alike, by the tier's name: platform ids, or handles with the @ or without. */
    authorTiers: z.record(Key, z.array(z.string().regex(/[^@\s]/u)).min(1)).default({}),
    destinations: z.record(Key, Destination).default({}),
    ...onCallConfig,
    paging: z
      .strictObject({
        /**
         * Pages that go by a URL go to this machine and nowhere else. A run on this machine says so by itself; where it
         * is deployed, synth refuses it.
         */
        toThisMachine: z.boolean().default(false),
      })
      .prefault({}),
    classification: z
      .strictObject({
        /** Below this confidence a mention goes to the team that takes `unsure`. */
        unsureBelow: Probability.default(0.5),
        /** The same for service, which errs towards being answered: from here on it is service, whatever is likelier. */
        serviceUnsureBelow: Probability.default(0.4),
      })
      .prefault({}),
    learning: z
      .strictObject({
        /** Whether what staff say a mention really is may be used for learning: kept here, in this account's own table. */
        keepFeedback: z.boolean().default(false),
        /** The file `learn` writes, seen from this one: what this deployment's staff taught the classifier. */
        correction: z.string().min(1).optional(),
      })
      .prefault({}),
    /** Off unless given. What nobody was sure of is asked of a model in this account, in words with personal data covered. */
    secondOpinion: z
      .strictObject({
        /** A model of Amazon Bedrock by its id, or an inference profile. */
        model: z.string().regex(/^[a-z0-9][a-z0-9.:-]*$/u, "write a model's id, like amazon.nova-lite-v1:0"),
        /** For an inference profile: every region it may send a call to. */
        regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/u, "is no region")).default([]),
        /** No more is spent in a day, whatever happens. */
        dollarsPerDay: z.number().positive(),
        /** What the model costs: https://aws.amazon.com/bedrock/pricing/ */
        dollarsPerMillionTokens: z.strictObject({
          input: z.number().positive(),
          output: z.number().positive(),
        }),
        timeoutSeconds: z.int().min(1).max(30).default(8),
        /** Where Bedrock is, where it is not AWS's own: a stand-in on this machine. */
        api: z
          .url("write an address")
          .refine(isSafeToTell, "use https: customers' words travel there")
          .optional(),
      })
      .optional(),
    /** What is decided before anything is read into a text: the first rule that holds decides. */
    rules: z.array(Rule).default([]),
    webhooks: z
      .strictObject({
        requestsPerSecond: z.int().positive().default(500),
        burst: z.int().positive().default(1000),
      })
      .prefault({}),
    reconcile: z
      .strictObject({
        /** How often every channel is looked after. Longer than an hour would look like an outage of ours. */
        everyMinutes: z
          .int()
          .min(5, "write a number of minutes from 5 to 30")
          .max(30, "write a number of minutes from 5 to 30")
          .default(15),
      })
      .prefault({}),
    retention: z
      .strictObject({
        conversationDays: z.int().positive().default(90),
        archiveDays: z.int().positive().default(14),
        logDays: z
          .union([z.literal(7), z.literal(14), z.literal(30), z.literal(90), z.literal(365)])
          .default(30),
      })
      .prefault({}),
  })
  .superRefine(checkTogether);

/** A configuration as people write it: what has a sensible default may be left out. */
export type PipelineConfigInput = Omit<z.input<typeof PipelineConfig>, "calendars" | "rosters"> & {
  readonly calendars?: Readonly<Record<string, WrittenCalendar>>;
  readonly rosters?: Readonly<Record<string, WrittenRoster>>;
};
/** A configuration as functions and infra read it: whole. */
export type PipelineConfig = z.infer<typeof PipelineConfig>;
