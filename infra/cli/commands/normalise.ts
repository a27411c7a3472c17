/**
 * Shows what a platform's raw body means to us, without a pipeline: the first thing to ask when a webhook did not do
 * what somebody expected.
 */
import * as z from "zod";
import { ChannelId } from "../../../shared/domain/ids.ts";
import type { Mention } from "../../../shared/domain/messages/mention.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import type { Reply } from "../../../shared/domain/messages/reply.ts";
import { PermanentError } from "../../../shared/errors.ts";
import { readExactly } from "../../../shared/platforms/exact-json.ts";
import { parsers } from "../../../shared/platforms/parsers.ts";
import type { Outcome } from "../../../shared/platforms/platform-adapter.ts";
import { defineCommand, UsageError } from "../command.ts";
import { readBody } from "../read-body.ts";

const platforms = Platform.options.join(", ");

export const normaliseCommand = defineCommand({
  name: "normalise",
  summary: "Shows what a raw webhook body means to us: one JSON line for each outcome.",
  positionals: ["platform", "file"],
  input: z.object({
    platform: z
      .enum(Platform.options, `is no platform: there are ${platforms}`)
      .describe(`whose body it is: ${platforms}`),
    file: z.string().describe("the body; - reads it from stdin"),
    channelAccount: z.string().optional().describe("the brand's account; the one the body names unless told"),
  }),
  examples: ["npm run -s firstreply -- normalise x events/x/outage-at-night.json"],
  run: async ({ platform, file, channelAccount }, terminal) => {
    const read = readExactly((await readBody(file)).toString("utf8"));
    if ("problem" in read && read.problem === "is not JSON")
      throw new UsageError(`${file} is no JSON: give the body as it was received`);
    const outcomes =
      "problem" in read
        ? [unreadable(`the body ${read.problem}`)]
        : outcomesOf(platform, read.json, channelAccount);
    for (const outcome of outcomes) terminal.print(JSON.stringify(lineOf(outcome)));
    return 0;
  },
});

/** A body that has no shape of its platform is one entry nobody can read. */
const outcomesOf = (
  platform: Platform,
  body: unknown,
  channelAccount: string | undefined,
): readonly Outcome[] => {
  const parser = parsers[platform];
  const account = channelAccount ?? parser.accountOf(body) ?? "";
  const channel = { id: ChannelId.parse(platform), account };
  try {
    return parser.normalise(body, { channel, receivedAt: new Date() });
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return [unreadable(error.message)];
  }
};

const unreadable = (reason: string): Outcome => ({ outcome: "unreadable", reason, entry: null });

/** What is neither said nor taken back is `ignored`, and the reason says what becomes of it. */
const lineOf = (outcome: Outcome) => {
  switch (outcome.outcome) {
    case "mention":
      return { outcome: outcome.outcome, ...mentionLine(outcome.mention) };
    case "reply":
      return { outcome: outcome.outcome, ...replyLine(outcome.reply) };
    case "withdrawn":
      return { outcome: outcome.outcome, id: outcome.id };
    case "hidden":
    case "shown":
      return { outcome: "ignored", reason: `${outcome.outcome} by the brand's moderators`, id: outcome.id };
    case "ignored":
      return outcome;
    case "unreadable":
      return { outcome: "ignored", reason: `unreadable, set aside: ${outcome.reason}` };
  }
};

const mentionLine = (mention: Mention) => {
  const { id, platform, kind, text: words, author, threadId, createdAt, replyTo, permalink } = mention;
  return {
    id,
    platform,
    kind,
    text: words,
    author: { id: author.id, handle: author.handle },
    threadId,
    createdAt,
    public: mention.public,
    replyable: mention.replyable,
    replyTo,
    permalink,
  };
};

const replyLine = (reply: Reply) => {
  const { id, platform, text: words, threadId, createdAt, replyTo, toAuthorId, permalink } = reply;
  return {
    id,
    platform,
    text: words,
    threadId,
    createdAt,
    public: reply.public,
    replyTo,
    toAuthorId,
    permalink,
  };
};
