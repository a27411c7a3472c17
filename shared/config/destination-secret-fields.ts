import type { Destination } from "./destination-config.ts";

/** What a person fills in for each kind. What is none of our secrets is not among it. */
export const destinationSecretFields: Readonly<Record<Destination["kind"], readonly string[]>> = {
  webhook: ["url", "signingSecret"],
  sns: [],
  pagerduty: ["routingKey"],
  slack: ["url"],
  teams: ["url"],
  email: [],
};
