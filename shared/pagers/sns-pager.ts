import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { PageMessage } from "../contracts/page.ts";
import type { Pager } from "../ports/pager.ts";

/** Pages through an SNS topic, whose subscribers get it as an SMS, an e-mail, or whatever they subscribed with. */
export const snsPager = (client: SNSClient, destination: string, topicArn: string): Pager => ({
  destination,
  send: async (page) => {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: `${page.team}: ${page.urgent ? "an urgent" : "a"} customer has waited too long`,
        Message: textOf(page),
        MessageAttributes: {
          pageId: { DataType: "String", StringValue: page.id },
          team: { DataType: "String", StringValue: page.team },
        },
      }),
    );
  },
});

const textOf = (page: PageMessage): string =>
  [
    `${page.urgent ? "URGENT: a" : "A"} ${page.category} customer on ${page.platform} has waited since ${page.waitingSince}; the answer was due ${page.dueAt}.`,
    page.permalink === null ? `Conversation ${page.conversationId}` : `Answer here: ${page.permalink}`,
    `Priority ${page.priority.total}: ${becauseOf(page)}`,
    `Page ${page.id}`,
  ].join("\n");

const becauseOf = ({ priority }: PageMessage): string =>
  priority.parts
    .filter(({ points }) => points > 0)
    .map(({ because, points }) => `${because} (${points})`)
    .join(", ");
