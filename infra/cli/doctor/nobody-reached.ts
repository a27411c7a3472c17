import { spanText } from "../../../shared/domain/span-text.ts";
import { nobodyReached as alert } from "../../nobody-reached.ts";
import type { Counted } from "../deployment/cloud-watch.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check, Patient } from "./patient.ts";

const check = "ladders";
const lookBackSeconds = 86_400;
/** It rings for a minute; whoever looks a little later has to see it still. */
const freshSeconds = 3600;

/**
 * Whether a page ended at the catch-all, because nobody on the whole ladder was on call or could be reached. The alarm is
 * over a minute later, and the customer waits on: so it is read off what the alarm goes by.
 */
export const nobodyReached: Check = {
  name: check,
  look: async ({ cloudWatch, stackName, typed }) => {
    const to = new Date();
    const from = new Date(to.getTime() - lookBackSeconds * 1000);
    const { metric: name, by } = alert;
    const counted = await cloudWatch.counted({ namespace: stackName, name, by, from, to });
    return [judgeLadders(counted, to, typed)];
  },
};

export const judgeLadders = (
  counted: readonly Counted[] | undefined,
  now: Date,
  typed: Patient["typed"],
): Finding => {
  if (counted === undefined) return unknown(check, "not counted here");
  const ended = counted.filter(({ times }) => times > 0);
  const last = ended.at(-1);
  if (last === undefined) return ok(check, "all of the last day ended at a person");
  const times = ended.reduce((sum, one) => sum + one.times, 0);
  const seconds = Math.max(0, Math.round((now.getTime() - last.at.getTime()) / 1000));
  const saw = `${times === 1 ? "a page" : `${times} pages`} ended at the catch-all, ${times === 1 ? "" : "the last "}${spanText(seconds)} ago: nobody on the whole ladder was on call, could be reached, or would take it`;
  const next = `see ${typed("on-call")} and ${typed("coverage")}; take the conversations that page.nobody names in the log of ${alert.by}, and look for page.failed beside it`;
  return seconds <= freshSeconds
    ? wrong(check, saw, next)
    : unknown(check, `${saw}; whether anybody answered since is not known`, next);
};
