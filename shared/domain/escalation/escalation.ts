/**
 * How a conversation is handed up, as its head remembers it. It is `paging` while somebody is asked to take it, `held`
 * until a level's hours begin, `taken` once somebody has it, and `grouped` while one page speaks for many like it. What
 * is answered, closed or taken back is `over`, in the very commit that makes it so. A ladder that was climbed to its end
 * is over too: management has it, or the catch-all with an alarm. The ladder is kept as it was when it began.
 */
import * as z from "zod";
import { EscalationPolicy } from "./escalation-policy.ts";

const Instant = z.iso.datetime();

/** Why a conversation is handed up. */
export const EscalationReason = z.enum([
  "urgent",
  "deadline-warned",
  "deadline-breached",
  "arrived-late",
  "drill",
]);
export type EscalationReason = z.infer<typeof EscalationReason>;

export const Escalation = z.strictObject({
  reason: EscalationReason,
  /** The ladder's name in the configuration, and the ladder itself as it was when this began. */
  policy: z.string().min(1),
  ladder: EscalationPolicy,
  state: z.enum(["paging", "held", "taken", "grouped", "over"]),
  /** The ladder's round, from 1, and the level that fires next, from 0. */
  round: z.int().positive(),
  level: z.int().nonnegative(),
  /** When that is; null once it is over. */
  nextAt: Instant.nullable(),
  /** Who has it, while it is taken. */
  holder: z.string().min(1).optional(),
  /** Whether they put it off: then `nextAt` is when they wanted to be asked again. */
  isPutOff: z.literal(true).optional(),
  /** Who said no: they are not asked again until waiting for somebody has led back to the first level. */
  declined: z.array(z.string().min(1)).min(1).optional(),
  /** Who of a level where everybody has to take it has done so. */
  taken: z.array(z.string().min(1)).min(1).optional(),
  /** The group it belongs to or speaks for: one page stands for this conversation and others like it. */
  group: z.string().min(1).optional(),
});
export type Escalation = z.infer<typeof Escalation>;

/** A page that reached a destination. */
export const Page = z.strictObject({
  /** The dedup key: the same for every try of one page. */
  id: z.string().min(1),
  sentAt: Instant,
  /** Whom it was to wake; left out for a destination that is nobody's own. */
  responder: z.string().min(1).optional(),
  /** The names of the destinations that took it. */
  destinations: z.array(z.string()).min(1),
});
export type Page = z.infer<typeof Page>;

/**
 * Pages of one conversation are numbered by turn, over all its ladders: whatever a function did or did not remember of a
 * turn, doing it again sends the same pages.
 */
export const turnOf = ({ pages }: { readonly pages: readonly Page[] }): number =>
  Math.max(0, ...pages.map(({ id }) => Number(/#(\d+)#/u.exec(id)?.[1] ?? 0)));

/** The dedup key of the page that asks somebody, or wakes a destination, in a turn. */
export const pageIdOf = (conversationId: string, turn: number, whom: string): string =>
  `${conversationId}#${turn}#${whom}`;

export const isActive = (escalation: Escalation | undefined): escalation is Escalation =>
  escalation !== undefined && escalation.state !== "over";

/** The escalation once nobody has to be asked any more. */
export const overOf = ({ reason, policy, ladder, round, level, group }: Escalation): Escalation => ({
  reason,
  policy,
  ladder,
  round,
  level,
  ...(group !== undefined && { group }),
  state: "over",
  nextAt: null,
});

type HandedUp = { readonly status: string; readonly escalation?: Escalation | undefined };

/** Whether it is asked about itself, and so can speak for others like it. */
export const isSpeaking = ({ status, escalation }: HandedUp): boolean =>
  status === "open" && isActive(escalation) && escalation.state !== "grouped";

const safetySeconds = 120;

/** When to ask again, should whoever is told that it is time never do it. */
export const safelyAfter = (at: Date): string => new Date(at.getTime() + safetySeconds * 1000).toISOString();

type Paged = { readonly pages: readonly Page[]; readonly escalation?: Escalation | undefined };

/** By pages of its own, or by one that speaks for many: only then is there anybody to tell what became of it. */
export const wasPaged = ({ pages, escalation }: Paged): { readonly paged?: true } =>
  pages.length > 0 || escalation?.group !== undefined ? { paged: true } : {};
