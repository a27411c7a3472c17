import type { Escalation } from "./escalation.ts";

/** Where nothing escalates, a page may be read, and says plainly that nothing came of anything else. */
export const nobodysEscalation: Escalation = {
  answer: async ({ action }) =>
    action.kind === "open"
      ? { kind: "done", says: "" }
      : { kind: "nothing", says: "Nothing was changed: nobody is woken in turn here. Answer the customer." },
  holdOf: () => ({ kind: "nobody" }),
};
