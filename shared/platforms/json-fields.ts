/** The shapes in which every platform writes ids, times and things it leaves out. */
import * as z from "zod";

/**
 * An id: text, or a number with every digit it was written with. A number that has lost digits on its way is refused:
 * it is somebody else's id.
 */
export const idLike = (pattern: RegExp) =>
  z.preprocess((value) => {
    if (JSON.isRawJSON(value)) return value.rawJSON;
    return Number.isSafeInteger(value) ? String(value) : value;
  }, z.string().regex(pattern));

/** A whole number that may be written as text: Instagram and WhatsApp do so with times, X with milliseconds. */
export const integerLike = z.preprocess((value) => {
  if (JSON.isRawJSON(value)) return Number(value.rawJSON);
  return typeof value === "string" && /^\d{1,16}$/u.test(value) ? Number(value) : value;
}, z.int().nonnegative());

/** Something that is there or not: missing and null are the same. */
export const maybe = <T extends z.ZodType>(shape: T) =>
  shape.nullish().transform((value) => value ?? undefined);

/** Something a message can do without: when a platform writes it in another shape, the message is still readable. */
export const decoration = <T extends z.ZodType>(shape: T) => maybe(shape).catch(undefined);

const lastInstant = Date.parse("9999-12-31T23:59:59Z");

/** ISO with any offset, also without a colon in it, as Meta writes it. */
export const isoInstant = z
  .string()
  .transform((text) => new Date(text.replace(/([+-]\d{2})(\d{2})$/u, "$1:$2")))
  .refine(isKnownTime, "is no instant")
  .transform((instant) => instant.toISOString());

/** Milliseconds, as a number or as text. */
export const millisecondInstant = integerLike
  .refine((time) => time <= lastInstant, "is no instant")
  .transform((time) => new Date(time).toISOString());

/** From the year 0 to 9999: what ISO instants can say without a sign. */
export function isKnownTime(instant: Date): boolean {
  return instant.getTime() >= Date.parse("0000-01-01T00:00:00Z") && instant.getTime() <= lastInstant;
}
