/** What a VEVENT says, as far as it decides who is on call and when. */
import type { Block } from "./blocks.ts";
import { lasting, type EndOf } from "./duration.ts";
import { endsOf } from "./ends-of.ts";
import { instantOfMoment, momentOf, momentsOf, type Moment } from "./moment.ts";
import { propertiesOf, textOf, type Property } from "./properties.ts";
import { ruleOf, type RuleOnLine } from "./rule.ts";
import { Unreadable } from "./unreadable.ts";
import type { Zones } from "./zones.ts";

export type Event = {
  readonly line: number;
  readonly uid: string | undefined;
  readonly title: string;
  readonly attendees: readonly Property[];
  readonly isCancelled: boolean;
  readonly start: Moment;
  readonly endOf: EndOf | undefined;
  readonly rules: readonly RuleOnLine[];
  readonly dates: readonly Dated[];
  readonly except: readonly Moment[];
  /** The occurrence of its series in whose place it is, and whether in the place of all that come after it too. */
  readonly replaces: { readonly moment: Moment; readonly andLater: boolean } | undefined;
};

/** An RDATE. */
type Dated = { readonly moment: Moment; readonly endOf: EndOf | undefined };

export const eventOf = (block: Block, zones: Zones): Event => {
  const { dtstart, uid, summary, status, attendee = [], rrule = [], ...said } = propertiesOf(block, names);
  const [exrule] = said.exrule ?? [];
  if (exrule !== undefined)
    throw new Unreadable("leaves times out by a rule (EXRULE), which is not read: write each as an EXDATE", {
      line: exrule.line,
    });
  const start = firstMoment(dtstart, zones);
  if (start === undefined) throw new Unreadable("does not say when it starts: write a DTSTART");
  return {
    line: block.line,
    uid: textOf(uid),
    title: textOf(summary) ?? "",
    attendees: attendee,
    isCancelled: textOf(status)?.toUpperCase() === "CANCELLED",
    start,
    endOf: endsOf(said, start, zones),
    rules: rrule.map(ruleOf),
    dates: (said.rdate ?? []).flatMap((property) => datesOf(property, zones)),
    except: (said.exdate ?? []).flatMap((property) => momentsOf(property, zones)),
    replaces: replacedBy(said["recurrence-id"], zones),
  };
};

const names = [
  ...(["dtstart", "dtend", "duration", "rrule", "exrule", "rdate", "exdate", "recurrence-id"] as const),
  ...(["uid", "summary", "status", "attendee"] as const),
];

const firstMoment = (properties: readonly Property[] | undefined, zones: Zones): Moment | undefined =>
  properties?.[0] && momentOf(properties[0].values[0], properties[0], zones);

const replacedBy = (properties: readonly Property[] | undefined, zones: Zones): Event["replaces"] => {
  const moment = firstMoment(properties, zones);
  const range = properties?.[0]?.parameters["range"];
  return moment && { moment, andLater: String(range).toUpperCase() === "THISANDFUTURE" };
};

/** jCal has a period as a pair, of its start and its end or duration. */
const datesOf = (property: Property, zones: Zones): Dated[] =>
  property.values.map((value) => {
    const [start, end]: unknown[] = Array.isArray(value) ? value : [value];
    const moment = momentOf(start, property, zones);
    if (typeof end !== "string") return { moment, endOf: undefined };
    if (/^[+-]?P/u.test(end)) return { moment, endOf: lasting(moment.zone, end, property.line) };
    const until = instantOfMoment(momentOf(end, property, zones));
    return { moment, endOf: () => until };
  });
