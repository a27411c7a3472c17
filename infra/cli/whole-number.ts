import * as z from "zod";

type Bounds = { readonly min: number; readonly max?: number; readonly says?: string };

/**
 * What a flag for a whole number takes. Only digits are one: `Number("")` is 0, and an unset variable in a script
 * (`--port "$PORT"`) would pass for it. `says` is the sentence for whatever else was typed. A default is
 * what could have been typed, as `prefault`: so that help tells it.
 */
export const wholeNumber = ({ min, max = Number.MAX_SAFE_INTEGER, says }: Bounds) =>
  z
    .string()
    .regex(/^-?\d+$/u, says ?? "is no whole number")
    .transform(Number)
    .pipe(
      z
        .number(says ?? "is too large")
        .min(min, says ?? `must be at least ${min}`)
        .max(max, says ?? `must be at most ${max}`),
    );
