import { shortestReplySeconds } from "../../../shared/config/policies-of.ts";
import { SQSClient } from "@aws-sdk/client-sqs";
import { countMessages, type MessageCount } from "../count-messages.ts";
import { queueNameOf } from "../../queue-name.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check, Patient } from "./patient.ts";

export const queues: Check = {
  name: "queues",
  look: (patient) => {
    const sqs = new SQSClient(patient.client);
    const outputs = Object.keys(patient.outputs)
      .filter((output) => output.endsWith("QueueUrl"))
      .toSorted();
    return Promise.all(outputs.map((output) => lookAt(sqs, patient, output)));
  },
};

const lookAt = async (sqs: SQSClient, patient: Patient, output: string): Promise<Finding> => {
  const url = patient.output(output);
  const [count, ageSeconds] = await Promise.all([
    countMessages(sqs, url),
    patient.cloudWatch.latest({
      namespace: "AWS/SQS",
      name: "ApproximateAgeOfOldestMessage",
      dimension: ["QueueName", url.split("/").at(-1) ?? ""],
    }),
  ]);
  return judgeQueue({
    name: queueNameOf(output),
    count,
    ageSeconds: ageSeconds ?? null,
    config: patient.config,
  });
};

type Seen = {
  readonly name: string;
  readonly count: MessageCount;
  /** Of the oldest message; null where nobody knows. */
  readonly ageSeconds: number | null;
  readonly config: Pick<Patient["config"], "teams" | "calendars" | "policies">;
};

/** Our own queues, by who reads each and how old a message may grow. A deadline waits its time there: up to four minutes. */
const ours: Readonly<Record<string, { readonly reader: string; readonly limitSeconds: number }>> = {
  intake: { reader: "triage-mentions", limitSeconds: 300 },
  "on-call": { reader: "page-on-call", limitSeconds: 300 },
  deadline: { reader: "ring-deadline", limitSeconds: 600 },
};

export const judgeQueue = ({ name, count, ageSeconds, config }: Seen): Finding => {
  const check = `queue ${name}`;
  if (count.total === 0) return ok(check, "empty");
  if (name === "unrouted")
    return wrong(
      check,
      `${count.total} for a team that has no queue`,
      "look at the team the messages name, and whether a deploy has just removed it",
    );
  const own = ours[name];
  const promised = Object.hasOwn(config.teams, name) ? shortestReplySeconds(config, name) : null;
  const limitSeconds = own?.limitSeconds ?? promised ?? Infinity;
  const waiting = `${count.total} there${ageSeconds === null ? "" : `, the oldest for ${spanText(ageSeconds)}`}`;
  if (ageSeconds === null && own !== undefined)
    return unknown(check, `${waiting}; how long is not measured here`);
  if ((ageSeconds ?? 0) <= limitSeconds) return ok(check, waiting);
  return wrong(
    check,
    waiting,
    own === undefined
      ? `look whether anything reads the queue of ${name}: customers are promised an answer in ${spanText(limitSeconds)}`
      : `look at the errors and throttles of ${own.reader}`,
  );
};
