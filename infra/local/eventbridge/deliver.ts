import type { LocalPlace } from "../local-service.ts";
import { queueUrlOf } from "../queue-url.ts";
import type { Target } from "./rule-properties.ts";

/** Hands a function an event to be run with in its own time; resolves once Lambda has it. */
export type InvokeLambda = (functionArn: string, payload: string, ruleArn: string) => Promise<void>;

type Ports = {
  readonly place: Pick<LocalPlace, "callAws" | "endpoint">;
  readonly invokeLambda: InvokeLambda;
};

export const eventsPrincipal = "events.amazonaws.com";

/** Gives a target its input, as EventBridge and on behalf of the rule; rejects when the target does not take it. */
export const deliver = async (
  { place, invokeLambda }: Ports,
  { Arn, SqsParameters }: Target,
  input: string,
  ruleArn: string,
): Promise<void> => {
  const as = { principal: eventsPrincipal, sourceArn: ruleArn };
  const service = Arn.split(":")[2];
  if (service === "sqs") {
    const message = { QueueUrl: queueUrlOf(Arn, place.endpoint), MessageBody: input, ...SqsParameters };
    await place.callAws("sqs", "SendMessage", message, as);
  } else if (service === "sns") await place.callAws("sns", "Publish", { TopicArn: Arn, Message: input }, as);
  else if (service === "lambda") await invokeLambda(Arn, input, ruleArn);
  else throw new Error(`The local EventBridge does not reach ${Arn}`);
};
