import { SQSClient } from "@aws-sdk/client-sqs";
import { countMessages } from "../count-messages.ts";
import { deadLetterBoxes } from "../dead-letters/dead-letter-boxes.ts";
import { ok, wrong } from "./finding.ts";
import type { Check } from "./patient.ts";

export const deadLetters: Check = {
  name: "dead letters",
  look: async ({ client, outputs, typed }) => {
    const sqs = new SQSClient(client);
    const counted = await Promise.all(
      deadLetterBoxes(outputs).map(async ({ name, url }) => ({
        name,
        total: (await countMessages(sqs, url)).total,
      })),
    );
    const [first, ...others] = counted.filter(({ total }) => total > 0);
    if (first === undefined) return [ok("dead letters", `none in ${counted.length} queues`)];
    const saw = [first, ...others].map(({ name, total }) => `${name} ${total}`).join(", ");
    return [wrong("dead letters", saw, typed(`dead-letters show ${first.name}`))];
  },
};
