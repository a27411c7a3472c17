import * as z from "zod";
import { Author, Mention } from "../domain/messages/mention.ts";
import { Classification } from "../domain/judging/classification.ts";
import { Priority } from "../domain/judging/priority.ts";
import { defineEvent } from "./event-contract.ts";

/** A mention is in a team's hands. This is what lands in a team's queue. */
export const MentionRouted = defineEvent("MentionRouted", {
  mention: z.strictObject({
    id: z.string(),
    kind: Mention.shape.kind,
    /** Cards, accounts, phone numbers and e-mail addresses masked; null for a team that wants ids only. */
    text: z.string().nullable(),
    author: Author,
    createdAt: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    /** The platform took more than five minutes to tell us: the customer waited before anybody here could know. */
    late: z.boolean(),
    public: z.boolean(),
    replyable: z.boolean(),
    permalink: z.url().nullable(),
  }),
  classification: Classification,
  /** As of when we heard it. Its part `waiting time` grows: whoever shows it later counts that anew from `waitingSince`. */
  priority: Priority,
  /** From when the customer counts as waiting. */
  waitingSince: z.iso.datetime(),
  /** When the customer must have been answered; null when no clock runs. */
  dueAt: z.iso.datetime().nullable(),
});
export type MentionRouted = z.infer<typeof MentionRouted.detail>;
