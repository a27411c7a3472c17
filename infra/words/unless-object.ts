import type * as z from "zod";

type Told = z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType | z.core.$ZodIssueUnrecognizedKeys>;

/** What an object's schema says where something is no object at all; of a single field of it, others speak. */
export const unlessObject = (sentence: string) => ({
  error: ({ code }: Told): string | undefined => (code === "invalid_type" ? sentence : undefined),
});
