/** A mention as somebody asks about it: as a team's queue or `normalise` has it; what is left out is as usual. */
import * as z from "zod";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { Mention } from "../../../shared/domain/messages/mention.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { problemLines, readAs, type Problem } from "../../words/read-as.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { unlessObject } from "../../words/unless-object.ts";
import { UsageError } from "../command.ts";

const Asked = z.object(
  {
    id: z.string().optional(),
    text: z.string("write what it says"),
    platform: z.enum(Platform.options).optional(),
    channelId: z.string().optional(),
    kind: Mention.shape.kind.default("mention"),
    author: z
      .object({
        id: z.string().default("somebody"),
        handle: z.string().nullable().default(null),
        followers: z.int().nonnegative().optional(),
      })
      .prefault({}),
    threadId: z.string().default("a thread"),
    createdAt: z.iso
      .datetime({ offset: true, error: "write an instant like 2026-03-04T09:00:00Z" })
      .transform((text) => new Date(text).toISOString())
      .optional(),
    public: z.boolean().optional(),
  },
  unlessObject(
    'write a JSON object like {"text":"my order has not arrived","platform":"x","createdAt":"2026-03-04T09:00:00Z"}',
  ),
);

/** UsageError, which names it as `called`, for what is none, or came over a channel that the configuration does not have. */
export const askedMention = (written: unknown, config: PipelineConfig, called: string): Mention => {
  const refuse = (problems: readonly Problem[]): UsageError =>
    new UsageError(`${called} is no mention:\n${problemLines(problems)}`);
  const asked = readAs(Asked, written);
  if ("problems" in asked) throw refuse(asked.problems);
  const { channelId } = asked.value;
  const channels = Object.keys(config.channels);
  if (channelId !== undefined && !channels.includes(channelId))
    throw refuse([{ path: ["channelId"], message: unknownName("channel", channelId, channels) }]);
  const mention = readAs(Mention, completed(asked.value, config));
  if ("problems" in mention) throw refuse(mention.problems);
  return mention.value;
};

const completed = (asked: z.infer<typeof Asked>, { channels }: PipelineConfig): object => {
  const platform = asked.platform ?? channels[asked.channelId ?? ""]?.platform ?? "x";
  const [usual = platform] = Object.keys(channels).filter((id) => channels[id]?.platform === platform);
  const { createdAt = new Date().toISOString() } = asked;
  return {
    id: asked.id ?? `${platform}:a-mention`,
    platform,
    channelId: asked.channelId ?? usual,
    kind: asked.kind,
    text: asked.text,
    author: { ...asked.author, name: null },
    threadId: asked.threadId,
    replyTo: null,
    createdAt,
    receivedAt: createdAt,
    revision: 0,
    public: asked.public ?? asked.kind !== "message",
    replyable: true,
    permalink: null,
  };
};
