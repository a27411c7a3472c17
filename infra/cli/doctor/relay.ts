import { spanText } from "../../../shared/domain/span-text.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

const check = "relay";
const limitMs = 60_000;

/** How old a commit is when relay-events gets it. Where nothing was committed lately, there is nothing to tell by. */
export const relay: Check = {
  name: check,
  look: async ({ cloudWatch, output }) => [
    judgeIteratorAge(
      await cloudWatch.latest({
        namespace: "AWS/Lambda",
        name: "IteratorAge",
        dimension: ["FunctionName", output("RelayEventsFunctionName")],
      }),
    ),
  ],
};

export const judgeIteratorAge = (ms: number | null | undefined): Finding => {
  if (ms === undefined) return unknown(check, "not measured here");
  if (ms === null) return unknown(check, "no commit in the last ten minutes to tell by");
  if (ms <= limitMs)
    return ok(
      check,
      `tells of a commit after ${ms < 1000 ? `${Math.round(ms)} ms` : spanText(Math.round(ms / 1000))}`,
    );
  return wrong(
    check,
    `is ${spanText(Math.round(ms / 1000))} behind`,
    "look at the errors and throttles of relay-events; one commit that keeps failing holds its shard up",
  );
};
