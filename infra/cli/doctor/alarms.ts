import type { RingingAlarm } from "../deployment/cloud-watch.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

/** Each alarm that rings, in its own words: what customers lose, and where to look first. */
export const alarms: Check = {
  name: "alarms",
  look: async ({ cloudWatch, output }) => {
    const ringing = await cloudWatch.ringing(output("AlarmTopicArn"));
    if (ringing === undefined) return [unknown("alarms", "there are none on this machine")];
    if (ringing.length === 0) return [ok("alarms", "none rings")];
    return ringing.map(judgeAlarm);
  },
};

export const judgeAlarm = ({ name, description }: RingingAlarm): Finding => {
  const [, lose = description, first = ""] =
    /^Customers lose: (.*) Look first: (.*)$/su.exec(description) ?? [];
  return wrong("alarm", `${name}: customers lose ${lose}`, `look first at ${first}`);
};
