import * as z from "zod";
import { PageAbout } from "../domain/pages/page-about.ts";
import { PageSeverity } from "../domain/pages/page-words.ts";

const OneLine = z
  .string()
  .min(1)
  .regex(/^[^\r\n]*$/u);

/**
 * What a page says to the person it wakes, and what it is about. Never the customer's text, name or handle, but in
 * `customer`, which reaches only a destination whose configuration says `showsCustomer`.
 */
export const PageMessage = z.strictObject({
  /** The dedup key: every try, every destination and every later word of one page carry the same. */
  id: z.string().min(1),
  /**
   * `trigger` wakes; `update` says of the same page what has changed (a count); `acknowledge` and `resolve` tell that
   * somebody has taken it, and that nothing is left to do.
   */
  action: z.enum(["trigger", "update", "acknowledge", "resolve"]),
  severity: PageSeverity,
  title: OneLine,
  /** Short sentences. */
  lines: z.array(OneLine),
  links: z.array(z.strictObject({ label: OneLine, url: z.url({ protocol: /^https?$/u }) })),
  about: PageAbout,
  customer: z
    .strictObject({ text: z.string(), name: z.string().nullable(), handle: z.string().nullable() })
    .optional(),
});
export type PageMessage = z.infer<typeof PageMessage>;
