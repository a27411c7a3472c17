/**
 * What a brand promises its customers, as data people edit: when a policy holds, and by when what has to happen. A
 * policy with conditions has at least one; the one that takes everything else says so, and there is exactly one.
 */
import * as z from "zod";
import { Category } from "../judging/classification.ts";
import { Platform } from "../platform.ts";

const listOf = <T extends z.ZodType>(shape: T) =>
  z.array(shape).min(1, "write at least one here, or leave this condition out").optional();

const Name = z.string().min(1, "write a name here");

/** All of what is given must hold; of a list, any one. What nobody knows of a mention holds for no condition. */
export const When = z
  .strictObject({
    categories: listOf(Category),
    urgent: z.boolean().optional(),
    /** Only from so many points of priority on, as a mention has them when it is heard first. */
    priorityFrom: z.int().nonnegative().optional(),
    teams: listOf(Name),
    channels: listOf(Name),
    platforms: listOf(Platform),
    public: z.boolean().optional(),
    /** Groups of channels, as the channels name theirs. */
    brands: listOf(Name),
    /** ISO 639-1, as the classifier tells it. */
    languages: listOf(Name),
    authorTiers: listOf(Name),
  })
  .refine(
    (when) => Object.keys(when).length > 0,
    'no condition at all would hold for everything: give one, or write "default"',
  );
export type When = z.infer<typeof When>;

const Seconds = z
  .int()
  .positive("write a number of seconds above 0")
  .max(366 * 86_400, "write a number of seconds no longer than a year");

/** When somebody is told that time runs out, counted in the hours of the target itself. */
const Warning = z.union(
  [z.strictObject({ secondsBefore: Seconds }), z.strictObject({ share: z.number().gt(0).lt(1) })],
  "write { secondsBefore: 300 }, or { share: 0.8 } of the time there is",
);
export type Warning = z.infer<typeof Warning>;

const Target = z
  .strictObject({
    seconds: Seconds,
    /** The calendar whose hours count, by name; left out, the hours of whichever team has the conversation. */
    calendar: Name.optional(),
    warnings: z.array(Warning).optional(),
  })
  .superRefine(({ seconds, warnings = [] }, context) => {
    warnings.forEach((warning, index) => {
      if ("secondsBefore" in warning && warning.secondsBefore >= seconds)
        context.addIssue({
          code: "custom",
          path: ["warnings", index, "secondsBefore"],
          message: "would warn before the clock has started: write less than its seconds",
        });
    });
  });
export type Target = z.infer<typeof Target>;

/** A clock without a target does not run. */
const Targets = z.strictObject({
  claim: Target.optional(),
  firstReply: Target.optional(),
  nextReply: Target.optional(),
  resolution: Target.optional(),
});
export const ClockName = z.enum(["claim", "firstReply", "nextReply", "resolution"]);
export type ClockName = z.infer<typeof ClockName>;
export const clockNames: readonly ClockName[] = ClockName.options;

/** A status in which the customer's patience is not what is used up. */
export const Status = z.enum(["open", "answered", "closed", "withdrawn"]);
export type Status = z.infer<typeof Status>;

export const SlaPolicy = z.strictObject({
  /** As it is shown with every due time it decided. */
  name: z
    .string()
    .trim()
    .min(1, "give the policy a name: it is shown with what it decides")
    .max(60, "write a name of at most 60 letters")
    .regex(/^[^@]*$/u, "leave the @ out: it comes before the version"),
  when: z.union([z.literal("default"), When], {
    error: 'write the conditions in which it holds, or "default" for everything no other policy holds for',
  }),
  targets: Targets,
  /** The clocks stand still while a conversation is in one of these; reply clocks end with the answer anyway. */
  pauseWhile: z.array(Status).min(1, "name a status, or leave this out").optional(),
});
export type SlaPolicy = z.infer<typeof SlaPolicy>;
