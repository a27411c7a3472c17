import ICAL from "ical.js";
import * as z from "zod";
import type { Block } from "./blocks.ts";
import type { ContentLine } from "./content-lines.ts";
import { Unreadable } from "./unreadable.ts";

/** One line, as ical.js reads it: in jCal, RFC 7265. */
export type Property = {
  readonly line: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly values: readonly unknown[];
};

const Jcal = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()], z.unknown());

/** Those of a block that have one of these names. Nothing else in it is looked at, however it is written. */
export const propertiesOf = <Name extends string>(
  { lines }: Block,
  names: readonly Name[],
): Partial<Record<Name, Property[]>> => {
  const named = lines.flatMap((content) => {
    const written = /^[^:;]*/u.exec(content.text)?.[0].toLowerCase();
    const name = names.find((wanted) => wanted === written);
    return name === undefined ? [] : [{ name, ...propertyOn(content) }];
  });
  return Object.groupBy(named, ({ name }) => name);
};

/** The text of the first, if there is one. */
export const textOf = (properties: readonly Property[] | undefined): string | undefined => {
  const value = properties?.[0]?.values[0];
  return typeof value === "string" ? value : undefined;
};

/** The same of a block, where a line that cannot be read is as good as none. */
export const legibleText = (block: Block, name: string): string | undefined => {
  try {
    return textOf(propertiesOf(block, [name])[name]);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
};

/** The parser's own message is left out, which quotes the line. */
const propertyOn = ({ line, text }: ContentLine): Property => {
  try {
    const [, parameters, , ...values] = Jcal.parse(ICAL.parse.property(text));
    return { line, parameters, values };
  } catch (cause) {
    throw new Unreadable("holds a line that is not written as iCalendar (RFC 5545) asks", { line, cause });
  }
};
