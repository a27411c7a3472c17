/**
 * Whether a message still stands where it was written. Its platform tells us so in events of their own, in any order
 * and sometimes before the message itself. A withdrawal is final; of hiding and showing, the later one counts.
 */
import * as z from "zod";
import type { Mention } from "./mention.ts";
import type { Reply } from "./reply.ts";

export const Standing = z.strictObject({
  /** `withdrawn` by its author or its platform; `hidden` and `shown` again by the brand's own moderators. */
  state: z.enum(["withdrawn", "hidden", "shown"]),
  since: z.iso.datetime(),
});
export type Standing = z.infer<typeof Standing>;

/** What holds of two things said about one message. */
export const prevailing = (known: Standing | null, told: Standing): Standing => {
  if (known === null) return told;
  if (known.state === "withdrawn" && told.state === "withdrawn")
    return told.since < known.since ? told : known;
  if (known.state === "withdrawn" || told.state === "withdrawn")
    return known.state === "withdrawn" ? known : told;
  const isLater = told.since > known.since || (told.since === known.since && told.state === "hidden");
  return isLater ? told : known;
};

export const isWithdrawn = (standing: Standing | null): boolean => standing?.state === "withdrawn";
export const isHidden = (standing: Standing | null): boolean => standing?.state === "hidden";

/** The mention as it may be kept: of a withdrawn one only that something was there, from whom and when. */
export const mentionAsItStands = (mention: Mention, standing: Standing | null): Mention =>
  isWithdrawn(standing)
    ? {
        ...mention,
        text: "",
        author: { id: mention.author.id, handle: null, name: null },
        replyable: false,
        permalink: null,
      }
    : mention;

/** The reply as it may be kept. */
export const replyAsItStands = (reply: Reply, standing: Standing | null): Reply =>
  isWithdrawn(standing) ? { ...reply, text: "", permalink: null } : reply;
