/** What a pipeline would make of one mention, and why: the same judgement and clocks as on the way into the table. */
import { classify } from "../../../shared/classifier/classify.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { routingOf } from "../../../shared/config/routing-of.ts";
import { heardMention } from "../../../shared/domain/conversation/heard-mention.ts";
import { judgeMention } from "../../../shared/domain/judging/judge-mention.ts";
import type { AppliedPolicy } from "../../../shared/domain/promises/sla-policy.ts";
import type { Mention } from "../../../shared/domain/messages/mention.ts";
import { spanText } from "../../../shared/domain/span-text.ts";

export type ExplainedClock = {
  readonly clock: "firstReply" | "nextReply";
  readonly seconds: number;
  readonly hours: string;
  readonly dueAt: string;
  readonly because: string;
};

export const explainMention = (mention: Mention, config: PipelineConfig) => {
  const judgement = judgeMention({
    mention,
    read: classify(mention.text),
    rules: config.rules,
    routing: routingOf(config),
  });
  const { classification, team, policy } = judgement;
  const { dueAt, nextDueAt } = heardMention(mention, judgement, null);
  return {
    id: mention.id,
    ...classification,
    team,
    policy: policy.ref,
    policyBecause: policy.because,
    clocks: [
      ...clockOf("firstReply", dueAt, policy),
      ...clockOf("nextReply", nextDueAt === undefined ? dueAt : nextDueAt, policy),
    ],
    pages: config.teams[team]?.pages ?? [],
  };
};

/** A clock and its sentence; none where the policy has no target for it. */
const clockOf = (
  clock: ExplainedClock["clock"],
  dueAt: string | null | undefined,
  { because, targets, windowSeconds }: AppliedPolicy,
): ExplainedClock[] => {
  const target = targets[clock];
  if (target === undefined || dueAt === undefined || dueAt === null) return [];
  const { seconds, hours } = target;
  const words = `${because.join(" ")}, ${spanText(seconds)}, ${hours}`;
  const window =
    windowSeconds === null
      ? ""
      : `; never later than ${spanText(windowSeconds)} after it was written, while the platform lets a brand answer`;
  return [{ clock, seconds, hours, dueAt, because: `due ${dueAt} because ${words}${window}` }];
};
