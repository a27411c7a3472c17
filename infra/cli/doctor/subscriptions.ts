import { unknown } from "./finding.ts";
import type { Check } from "./patient.ts";

/** Only the platforms know whether they still send, and asking them takes credentials no part of a deployment has. */
export const subscriptions: Check = {
  name: "subscriptions",
  look: async () => [unknown("subscriptions", "not checked yet: look at each platform's own dashboard")],
};
