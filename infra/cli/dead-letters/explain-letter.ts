/** Why a letter is dead, whom it is about and what to do next, from its attributes and the ids in it. */
import { ReceivedWebhook } from "../../../shared/contracts/received-webhook.ts";
import { unpackBytes } from "../../../shared/unpack-bytes.ts";
import type { TypedCommand } from "../deployment/typed-command.ts";
import type { DeadLetterBox } from "./dead-letter-boxes.ts";
import { IdLike, idsIn, type Ids } from "./ids-in.ts";
import { attributeOf, type Letter } from "./letter.ts";
import { isPlaceOnly } from "./way-back.ts";

export type Explanation = Ids & {
  readonly queue: string;
  /** The message's own id: `--id` of `dead-letters redrive`. */
  readonly id: string;
  readonly why: string;
  /** Who said so: a function's name, or `eventbridge`, `lambda`, `sqs`. */
  readonly by: string;
  /** EventBridge's or Lambda's word for it. */
  readonly code?: string;
  readonly sentAt: string;
  readonly ageSeconds: number;
  readonly receives: number;
  /** Of what it carries, unpacked. */
  readonly bytes: number;
  /** When the platform's webhook was taken in, and which part of a body it is, for what came from `receive-webhook`. */
  readonly receivedAt?: string;
  readonly part?: string;
  readonly next: string;
};

type Circumstances = { readonly now: Date; readonly typed: TypedCommand };

export const explainLetter = (
  letter: Letter,
  box: DeadLetterBox,
  { now, typed }: Circumstances,
): Explanation => ({
  queue: box.name,
  id: letter.id,
  ...reasonOf(letter, box),
  sentAt: letter.sentAt.toISOString(),
  ageSeconds: Math.max(0, Math.round((now.getTime() - letter.sentAt.getTime()) / 1000)),
  receives: letter.receives,
  bytes: bytesOf(letter),
  ...idsIn(letter.body),
  ...webhookOf(letter),
  next: nextOf(letter, box, typed),
});

const Encoding = ReceivedWebhook.shape.encoding;

/** What a body weighed when its platform sent it. A part of one cannot be unpacked by itself, and counts as it is. */
const bytesOf = (letter: Letter): number => {
  const encoding = Encoding.safeParse(attributeOf(letter, "encoding"));
  try {
    if (encoding.success) return unpackBytes(letter.body, encoding.data).byteLength;
  } catch {
    // Not packed as it says: its weight on the queue is all there is to tell.
  }
  return Buffer.byteLength(letter.body);
};

type Reason = Pick<Explanation, "why" | "by" | "code">;

/** The first kind that fits: whoever gives up on a message leaves other attributes on it. */
const reasonOf = (letter: Letter, { reader }: DeadLetterBox): Reason => {
  const said = (name: string): string | undefined => attributeOf(letter, name);
  const reason = said("reason");
  if (reason !== undefined) return { by: reader, why: reason };

  const rule = said("RULE_ARN")?.split("/").at(-1);
  if (rule !== undefined)
    return {
      by: "eventbridge",
      why: `the rule ${rule} could not deliver it to ${nameIn(said("TARGET_ARN"))} (${said("ERROR_MESSAGE")}), tried again ${said("RETRY_ATTEMPTS")} times`,
      ...codeIn(said("ERROR_CODE")),
    };

  const requestId = said("RequestID");
  if (requestId !== undefined)
    return {
      by: "lambda",
      why: `${reader} failed at its last try: ${said("ErrorMessage")} (request ${requestId})`,
      ...codeIn(said("ErrorCode")),
    };

  if (isPlaceOnly(letter))
    return {
      by: "lambda",
      why: `${reader} could not take these records; only their place in the stream is left`,
    };
  return {
    by: "sqs",
    why: `${reader} was given it again and again and never confirmed it: it failed or took too long`,
  };
};

const codeIn = (code: string | undefined): Pick<Reason, "code"> => (code === undefined ? {} : { code });

const nameIn = (arn: string | undefined): string => arn?.split(":").at(-1) ?? "its target";

const webhookOf = (letter: Letter): Pick<Explanation, "receivedAt" | "part" | "channel"> => {
  const [channel, receivedAt, part] = ["channelId", "receivedAt", "part"].map((name) =>
    IdLike.parse(attributeOf(letter, name)),
  );
  return {
    ...(channel !== undefined && { channel }),
    ...(receivedAt !== undefined && { receivedAt }),
    ...(part !== undefined && part !== "1/1" && { part }),
  };
};

const nextOf = (letter: Letter, { name, reader }: DeadLetterBox, typed: TypedCommand): string => {
  if (isPlaceOnly(letter))
    return "read the records from the table's stream within a day of their writing, by the sequence numbers in the message";
  const mend =
    attributeOf(letter, "RULE_ARN") === undefined
      ? `the log of ${reader}, mend what it says`
      : "the queue's policy and the rule, mend them";
  return `look at ${mend}, then: ${typed(`dead-letters redrive ${name} --id ${letter.id}`)}`;
};
