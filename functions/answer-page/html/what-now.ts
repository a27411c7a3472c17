import type { Facts } from "../facts.ts";

/** What still makes sense for whoever reads it. */
export type Choice = "acknowledge" | "snooze" | "decline";

const choices: Readonly<Record<"nobody's" | "acknowledged" | "snoozed" | "another's", readonly Choice[]>> = {
  "nobody's": ["acknowledge", "snooze", "decline"],
  acknowledged: ["snooze", "decline"],
  snoozed: ["acknowledge", "snooze", "decline"],
  "another's": [],
};

/** Nothing where the customer is answered or somebody else has it: then whoever was woken may sleep. */
export const choicesFor = ({
  conversation,
  hold,
  reader,
}: Pick<Facts, "conversation" | "hold" | "reader">): readonly Choice[] => {
  if (conversation.status !== "open") return [];
  if (hold.kind === "nobody") return choices["nobody's"];
  return hold.by === reader.id ? choices[hold.kind] : choices["another's"];
};
