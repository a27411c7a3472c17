import { ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { pascalCase } from "../../constructs/pascal-case.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import type { Check, Patient } from "./patient.ts";

/** Whether anybody hears what is published: pages, where the configuration sends any through SNS, and alarms. */
export const listeners: Check = {
  name: "listeners",
  look: async (patient) => {
    const sns = new SNSClient(patient.client);
    const topics = [
      ...Object.entries(patient.config.destinations).flatMap(([id, { kind }]) =>
        kind === "sns" ? [{ check: `topic of ${id}`, output: `${pascalCase(id)}PageTopicArn` }] : [],
      ),
      { check: "alarm topic", output: "AlarmTopicArn" },
    ];
    return Promise.all(topics.map(({ check, output }) => lookAt(sns, patient, check, output)));
  },
};

const lookAt = async (
  sns: SNSClient,
  { output, isLocal }: Patient,
  check: string,
  topicOutput: string,
): Promise<Finding> => {
  const TopicArn = output(topicOutput);
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const confirmed = Subscriptions.filter(({ SubscriptionArn = "" }) =>
    SubscriptionArn.startsWith("arn:"),
  ).length;
  return judgeListeners({ check, TopicArn, confirmed, pending: Subscriptions.length - confirmed, isLocal });
};

type Heard = {
  readonly check: string;
  readonly TopicArn: string;
  readonly confirmed: number;
  readonly pending: number;
  /** Nothing leaves this machine, so nobody can listen. */
  readonly isLocal: boolean;
};

export const judgeListeners = ({ check, TopicArn, confirmed, pending, isLocal }: Heard): Finding => {
  if (confirmed > 0) return ok(check, `${confirmed} listening`);
  if (isLocal) return unknown(check, "no message leaves this machine");
  return pending > 0
    ? wrong(
        check,
        `nobody listens: ${pending} never confirmed`,
        "have them follow the link in the confirmation they were sent",
      )
    : wrong(
        check,
        "nobody listens",
        `aws sns subscribe --topic-arn ${TopicArn} --protocol email --notification-endpoint <address>`,
      );
};
