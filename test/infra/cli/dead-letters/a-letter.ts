import type { Letter } from "../../../../infra/cli/dead-letters/letter.ts";

type Wish = {
  readonly id?: string;
  readonly body?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly sentAt?: string;
};

/** A dead letter, sent on the night of the story. */
export const aLetter = ({
  id = "letter-1",
  body = "{}",
  attributes = {},
  sentAt = "2026-11-21T03:00:00Z",
}: Wish = {}): Letter => ({
  id,
  receiptHandle: `handle of ${id}`,
  body,
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  ),
  sentAt: new Date(sentAt),
  receives: 2,
});
