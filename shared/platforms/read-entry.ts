import * as z from "zod";
import { toDotPath } from "zod/v4/core";
import type { Outcome } from "./platform-adapter.ts";

/**
 * Reads one entry. One that lacks what its kind promises is set aside with the fields that are wrong, and holds
 * nothing else up.
 *
 * @param entry what to keep of it: a body of the platform's shape with this entry alone
 */
export const readEntry = (entry: unknown, read: () => Outcome): Outcome =>
  readEach(entry, () => [read()])[0] ?? ignored("nothing");

/** Reads an entry that says several things, or none of them when it lacks what its kind promises. */
export const readEach = (entry: unknown, read: () => readonly Outcome[]): readonly Outcome[] => {
  try {
    return read();
  } catch (error) {
    if (error instanceof z.ZodError) return [unreadable(entry, error)];
    throw error;
  }
};

/** The reason says where and what kind, never the values: those are a customer's. */
export const unreadable = (entry: unknown, { issues }: z.ZodError): Outcome => ({
  outcome: "unreadable",
  reason: issues.map(({ path, code }) => `${toDotPath(path) || "(whole)"}: ${code}`).join(", "),
  entry,
});

export const ignored = (reason: string): Outcome => ({ outcome: "ignored", reason });

/** A name the platform chose, fit for a reason and a metric; anything else is not repeated. */
export const printable = (name: string): string => (/^[\w.-]{1,64}$/u.test(name) ? name : "(unprintable)");
