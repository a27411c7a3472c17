import { AwsError } from "../gateway/aws-error.ts";
import * as z from "zod";

type Params = Readonly<Record<string, string>>;

const ByProtocol = z.looseObject({ default: z.string(), sqs: z.string().optional() });

/**
 * What a call publishes, as queues get it: with `MessageStructure: json` a message says something of its own to each
 * protocol, and must say something to all others. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const messageForQueues = ({ MessageStructure, ...params }: Params): Record<string, string> => {
  if (MessageStructure === undefined) return params;
  const message = ByProtocol.safeParse(parsed(params["Message"] ?? ""));
  if (MessageStructure !== "json" || !message.success)
    throw new AwsError({
      code: "InvalidParameter",
      message: "Invalid parameter: Message Structure - JSON message body failed to parse, or has no default",
    });
  return { ...params, Message: message.data.sqs ?? message.data.default };
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
