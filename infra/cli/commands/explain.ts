/** Shows what becomes of a mention before anybody sends it: what it is, who answers it by when, who is paged, and why. */
import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import * as z from "zod";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { Mention } from "../../../shared/domain/messages/mention.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { clockWords } from "../../../shared/domain/clocks/history.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { problemLines, readAs } from "../../words/read-as.ts";
import { unlessObject } from "../../words/unless-object.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { explainMention } from "../explain/explain-mention.ts";
import { jsonOrNothing } from "../json-or-nothing.ts";

/** A mention as a team's queue or `normalise` has it; what is left out is as usual. */
const Asked = z.object(
  {
    id: z.string().optional(),
    text: z.string("write what it says"),
    platform: z.enum(Platform.options).default("x"),
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
    createdAt: z.iso.datetime("write an instant like 2026-03-04T09:00:00Z").optional(),
    public: z.boolean().optional(),
  },
  unlessObject(
    'write a JSON object like {"text":"my order has not arrived","platform":"x","createdAt":"2026-03-04T09:00:00Z"}',
  ),
);

export const explainCommand = defineCommand({
  name: "explain",
  summary:
    "Explains one mention: category, urgency, team, policy, clocks, due times, and who would be paged.",
  positionals: ["mention"],
  input: z.object({
    mention: z.string().describe('a JSON object {"text","platform","createdAt",…}; - reads it from stdin'),
    config: z.string().optional().describe("the configuration; infra/pipeline.config.ts unless told"),
  }),
  examples: ["npm run firstreply -- explain mention.json"],
  run: async ({ mention: file, config: configFile }, terminal) => {
    const config = await resolveConfig(configFile);
    const asked = readAs(Asked, jsonOrNothing(await read(file)));
    if ("problems" in asked) throw new UsageError(`${file} is no mention:\n${problemLines(asked.problems)}`);
    const explained = explainMention(mentionOf(asked.value, config), config);
    if (terminal.isInteractive) tell(explained, terminal);
    else terminal.print(JSON.stringify(explained));
    return 0;
  },
});

const read = async (file: string): Promise<string> => {
  if (file === "-") return textOf(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError(`${file} cannot be read: give the path of a mention as JSON.`);
  }
};

const mentionOf = (asked: z.infer<typeof Asked>, config: PipelineConfig): Mention => {
  const { platform, createdAt = new Date().toISOString(), author } = asked;
  const channels = Object.entries(config.channels).filter(([, channel]) => channel.platform === platform);
  const channelId = asked.channelId ?? channels[0]?.[0] ?? platform;
  return Mention.parse({
    id: asked.id ?? `${platform}:a-mention`,
    platform,
    channelId,
    kind: asked.kind,
    text: asked.text,
    author: { ...author, name: null },
    threadId: asked.threadId,
    replyTo: null,
    createdAt,
    receivedAt: createdAt,
    revision: 0,
    public: asked.public ?? asked.kind !== "message",
    replyable: true,
    permalink: null,
  });
};

const tell = (explained: ReturnType<typeof explainMention>, { print }: Terminal): void => {
  const { category, confidence, urgent, reasons, team, policy, policyBecause, clocks, pages } = explained;
  print(`category  ${category} ${Math.round(confidence * 100)} %, because it ${reasons.join("; ")}`);
  print(`urgency   ${urgent ? "urgent" : "not urgent"}`);
  print(`team      ${team}`);
  print(`policy    ${policy}, because: ${policyBecause.join(", ")}`);
  for (const { clock, because } of clocks) print(`clock     ${clockWords[clock]}: ${because}`);
  if (clocks.length === 0) print("clock     none runs");
  for (const { at, reason, asks } of pages)
    print(
      `paged     ${at}, ${reason}: ${asks.map(({ who, because: why }) => `${who}, because ${why}`).join("; ")}`,
    );
  if (pages.length === 0) print("paged     nobody would be");
};
