/**
 * Pages through an SNS topic, whose subscribers get it as an SMS, an e-mail, or whatever they subscribed with: a short
 * text for a phone, all of it elsewhere. A topic takes nothing back, so only what wakes somebody is published.
 */
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { PageMessage } from "../contracts/page.ts";
import type { Pager } from "../ports/pager.ts";
import { askAws } from "./ask-aws.ts";
import { oneSms, plainText } from "./plain-text.ts";

type Options = {
  readonly destination: string;
  readonly topicArn: string;
  readonly timeoutMs: number;
};

export const snsPager = (client: SNSClient, { destination, topicArn, timeoutMs }: Options): Pager => ({
  destination,
  send: async (page) => {
    if (page.action !== "trigger") return;
    const publish = new PublishCommand({
      TopicArn: topicArn,
      Subject: subjectOf(page),
      MessageStructure: "json",
      Message: JSON.stringify({ default: plainText(page), sms: oneSms(page) }),
      MessageAttributes: {
        pageId: text(page.id),
        severity: text(page.severity),
        ...(page.about.kind === "conversation" ? { team: text(page.about.team) } : {}),
        // Above what is merely advertised: https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-topic.html
        "AWS.SNS.SMS.SMSType": text("Transactional"),
      },
    });
    await askAws(destination, timeoutMs, (abortSignal) => client.send(publish, { abortSignal }));
  },
});

const text = (value: string) => ({ DataType: "String", StringValue: value });

/** At most 100 characters, all of them ASCII: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const subjectOf = ({ title }: PageMessage): string => title.replaceAll(/[^ -~]/gu, "?").slice(0, 100);
