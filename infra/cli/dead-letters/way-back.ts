/** How one letter goes back to where it came from. */
import * as z from "zod";
import { jsonOrNothing } from "../json-or-nothing.ts";
import type { DeadLetterBox } from "./dead-letter-boxes.ts";
import type { Letter } from "./letter.ts";

export type WayBack =
  | {
      readonly kind: "send";
      readonly url: string;
      readonly message: Pick<Letter, "body" | "attributes">;
    }
  | { readonly kind: "invoke"; readonly functionName: string; readonly event: string }
  | { readonly kind: "stay"; readonly why: string };

/**
 * Onto its queue again as it first was: an event EventBridge could not deliver lies here as its rule would have put it
 * there. What a function without a queue could not handle is given to that function again: a record of the stream in
 * the batch it takes, anything else as the event it was.
 */
export const wayBackOf = (letter: Letter, { origin }: DeadLetterBox): WayBack => {
  if (origin.kind === "queue")
    return {
      kind: "send",
      url: origin.url,
      message: { body: letter.body, attributes: ownAttributes(letter) },
    };
  if (isPlaceOnly(letter))
    return { kind: "stay", why: "only the place of its records in the stream is left, not what they say" };
  const event = eventIn(letter.body);
  return event === undefined
    ? { kind: "stay", why: `it is nothing ${origin.name} could be given: its body is not JSON` }
    : { kind: "invoke", functionName: origin.name, event };
};

/** A stream's own failure record: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
export const isPlaceOnly = ({ body }: Pick<Letter, "body">): boolean =>
  z.object({ DDBStreamBatchInfo: z.unknown() }).safeParse(jsonOrNothing(body)).success;

/** What tells of its death: our own reason, EventBridge's and Lambda's. A function that reads strictly would refuse them. */
const epitaph = new Set([
  "reason",
  "RULE_ARN",
  "TARGET_ARN",
  "ERROR_CODE",
  "ERROR_MESSAGE",
  "EXHAUSTED_RETRY_CONDITION",
  "RETRY_ATTEMPTS",
  "RequestID",
  "ErrorCode",
  "ErrorMessage",
]);

const ownAttributes = ({ attributes }: Letter): Letter["attributes"] =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !epitaph.has(name)));

const StreamRecord = z.object({ dynamodb: z.unknown() });

/** The text is passed on as it is, so that its numbers keep every digit. */
const eventIn = (body: string): string | undefined => {
  const parsed = jsonOrNothing(body);
  if (parsed === undefined) return undefined;
  return StreamRecord.safeParse(parsed).success ? `{"Records":[${body}]}` : body;
};
