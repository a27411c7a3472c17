/** A page ended at the catch-all: what counts it, and what it means, for the alarm and for the doctor. */
export const nobodyReached = {
  metric: "NobodyReached",
  by: "page-on-call",
  words: {
    customersLose:
      "an answer tonight: nobody on the whole ladder was on call, could be reached, or would take it.",
    lookFirst:
      "`firstreply on-call` and `firstreply coverage`, then take the conversation in page.nobody of the log of page-on-call.",
  },
} as const;
