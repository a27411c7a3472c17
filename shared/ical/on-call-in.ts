/** Who an event puts on call. Its title says so; where that names nobody we know, those who are invited do. */
import type { Event } from "./event.ts";
import type { Property } from "./properties.ts";
import type { Known } from "./responders.ts";

export type OnCall = {
  readonly responders: readonly string[];
  /** From `[L0]` to `[L9]` in the title. */
  readonly priority: number | undefined;
  /** What the title says in the place of a responder. */
  readonly unknown: readonly string[];
};

/** The first is tried before the second: names may have a comma in them, as in "Doe, Jane / Roe, Richard". */
const separators = [/\/|\sand\s/iu, /,/u];
const longestTitle = 500;

export const onCallIn = ({ title, attendees }: Event, { called }: Known): OnCall => {
  const read = title.slice(0, longestTitle);
  const level = /\[L(\d)\]/iu.exec(read)?.[1];
  const parts = partsOf(read.replaceAll(/\[L\d\]/giu, " "), called, separators);
  const titled = parts.flatMap((part) => called(part) ?? []);
  const responders = titled.length > 0 ? titled : attendees.flatMap((attendee) => invited(attendee, called));
  return {
    responders: [...new Set(responders)],
    priority: level === undefined ? undefined : Number(level),
    unknown: responders.length > titled.length ? [] : parts.filter((part) => called(part) === undefined),
  };
};

const partsOf = (
  written: string,
  called: Known["called"],
  [separator, ...finer]: readonly RegExp[],
): string[] => {
  const part = written.trim();
  if (part === "") return [];
  if (separator === undefined || called(part) !== undefined) return [part];
  return part.split(separator).flatMap((piece) => partsOf(piece, called, finer));
};

/** `mailto:` and an address, which some calendars write as a parameter. Who has declined is not on call. */
const invited = ({ parameters, values }: Property, called: Known["called"]): string[] => {
  if (String(parameters["partstat"]).toUpperCase() === "DECLINED") return [];
  const addresses = [String(values[0]).replace(/^mailto:/iu, ""), parameters["email"]];
  return addresses.flatMap((address) => (typeof address === "string" ? (called(address) ?? []) : []));
};
