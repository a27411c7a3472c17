import type ICAL from "ical.js";
import type { Effort } from "./reading.ts";
import type { Rule } from "./rule.ts";
import { Unreadable } from "./unreadable.ts";

/** About 20,000 days of a daily rule, or 40 years of "the last weekday of the month". */
const mostOfOne = 400_000;

/**
 * ical.js looks for the next time of a rule until it has found it, and for the 30th of February that is for ever
 * (kewisch/ical.js#1038). At every step it asks something of the rule: one that refuses to answer ends any search.
 */
export const tiring = (recur: ICAL.Recur, rule: Rule, effort: Effort): ICAL.Recur => {
  const cost = costOf(rule);
  let left = mostOfOne;
  return new Proxy(recur, {
    get: (target, key, receiver): unknown => {
      left -= cost;
      effort.left -= cost;
      if (left < 0 || effort.left < 0)
        throw new Unreadable(
          "repeats by a rule that takes too long to work out: let it start later, or see whether it can ever come",
        );
      return Reflect.get(target, key, receiver);
    },
  });
};

/** What there is to do between two questions: an interval is walked day by day, and weekdays are looked for in a month. */
const costOf = (rule: Rule): number => {
  const { freq, interval = 1 } = rule;
  if (freq === "HOURLY") return 1;
  if (freq === "DAILY") return 1 + interval / 20;
  if (freq === "WEEKLY") return 1 + (7 * interval) / 20;
  return "byday" in rule ? 2 + rule.byday.length : 1;
};
