import type { Exhausted } from "./after-failure.ts";
import type { DeliveryFailure } from "./delivery-failure.ts";

type Attribute = { readonly DataType: "String" | "Number"; readonly StringValue: string };

export type DeadLetter = {
  readonly MessageBody: string;
  readonly MessageAttributes: Readonly<Record<string, Attribute>>;
};

type Undelivered = {
  readonly event: string;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly retries: number;
  readonly failure: DeliveryFailure;
  readonly exhausted?: Exhausted | undefined;
};

/** The event as it was accepted, and why it arrived nowhere, in the attributes EventBridge writes. */
export const deadLetter = ({
  event,
  ruleArn,
  targetArn,
  retries,
  failure,
  exhausted,
}: Undelivered): DeadLetter => ({
  MessageBody: event,
  MessageAttributes: {
    RULE_ARN: text(ruleArn),
    TARGET_ARN: text(targetArn),
    ERROR_CODE: text(failure.code),
    ERROR_MESSAGE: text(failure.message || failure.code),
    RETRY_ATTEMPTS: { DataType: "Number", StringValue: String(retries) },
    ...(exhausted === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: text(exhausted) }),
  },
});

const text = (value: string): Attribute => ({ DataType: "String", StringValue: value });
