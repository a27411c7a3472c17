import { alarms } from "./alarms.ts";
import { channelWatch } from "./channel-watch.ts";
import { deadLetters } from "./dead-letters.ts";
import { deadlines } from "./deadlines.ts";
import { feeds } from "./feeds.ts";
import { wrong, type Finding } from "./finding.ts";
import { listeners } from "./listeners.ts";
import { nobodyReached } from "./nobody-reached.ts";
import type { Check, Patient } from "./patient.ts";
import { queues } from "./queues.ts";
import { relay } from "./relay.ts";
import { rules } from "./rules.ts";
import { secrets } from "./secrets.ts";
import { subscriptions } from "./subscriptions.ts";
import { webhooks } from "./webhooks.ts";

/** The way a mention takes, and then whether anybody would notice. */
const checks: readonly Check[] = [
  secrets,
  webhooks,
  subscriptions,
  channelWatch,
  queues,
  relay,
  rules,
  deadlines,
  feeds,
  nobodyReached,
  deadLetters,
  listeners,
  alarms,
];

/** Looks at everything at once. What could not be looked at is not healthy either. */
export const examine = async (patient: Patient): Promise<Finding[]> =>
  (await Promise.all(checks.map((check) => lookSafely(check, patient)))).flat();

const lookSafely = async ({ name, look }: Check, patient: Patient): Promise<readonly Finding[]> => {
  try {
    return await look(patient);
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
    return [
      wrong(
        name,
        `could not be looked at (${why})`,
        "give yourself the permission it names, or mend what it says",
      ),
    ];
  }
};
