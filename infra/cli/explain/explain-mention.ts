/** What a pipeline would make of one mention, and why: the same judgement and clocks as on the way into the table. */
import { classify } from "../../../shared/classifier/classify.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { routingOf } from "../../../shared/config/routing-of.ts";
import { promised, waitingSince } from "../../../shared/domain/conversation/mention-promise.ts";
import { judgeMention } from "../../../shared/domain/judging/judge-mention.ts";
import type { Mention } from "../../../shared/domain/messages/mention.ts";
import { clockNames, type ClockName } from "../../../shared/domain/promises/policy-shape.ts";
import { dueOf, warningsOf, type AppliedPolicy } from "../../../shared/domain/promises/sla-policy.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import type { ExplainedClock } from "./explained-clock.ts";
import { explainPages } from "./explain-pages.ts";

export const explainMention = (mention: Mention, config: PipelineConfig) => {
  const judgement = judgeMention({
    mention,
    read: classify(mention.text),
    rules: config.rules,
    routing: routingOf(config),
  });
  const { classification, team, policy } = judgement;
  const clocks = clockNames.flatMap((name) => clockOf(name, mention, policy));
  return {
    id: mention.id,
    ...classification,
    team,
    policy: policy.ref,
    policyBecause: policy.because,
    clocks,
    pages: explainPages({ mention, classification, team, clocks }, config),
  };
};

/** A clock and its sentence; none where the policy has no target for it. */
const clockOf = (clock: ClockName, mention: Mention, policy: AppliedPolicy): ExplainedClock[] => {
  const { because, targets } = policy;
  const target = targets[clock];
  const dueAt = dueOfClock(clock, mention, policy);
  if (target === undefined || dueAt === null) return [];
  const { seconds, hours } = target;
  const words = `${because.join(" ")}, ${spanText(seconds)}, ${hours}`;
  const isReply = clock === "firstReply" || clock === "nextReply";
  const window = isReply ? windowWords(mention, policy, dueAt) : "";
  const warnedAt = warningsOf(target, new Date(waitingSince(mention)))
    .map((at) => at.toISOString())
    .filter((at) => at < dueAt);
  return [{ clock, seconds, hours, dueAt, because: `due ${dueAt} because ${words}${window}`, warnedAt }];
};

/** Until when the platform lets a brand answer at all; of a comment, which may be answered in public later, where it decides. */
const windowWords = (
  { createdAt, public: isPublic }: Mention,
  { windowSeconds }: AppliedPolicy,
  dueAt: string,
): string => {
  if (windowSeconds === null) return "";
  const until = new Date(Date.parse(createdAt) + windowSeconds * 1000).toISOString();
  if (isPublic && dueAt < until) return "";
  return `; never later than ${until}, while the platform lets a brand answer${isPublic ? " in private" : ""}`;
};

const dueOfClock = (clock: ClockName, mention: Mention, policy: AppliedPolicy): string | null => {
  const { dueAt = null, nextDueAt = dueAt, care } = promised(mention, policy);
  const { resolution } = policy.targets;
  switch (clock) {
    case "firstReply":
      return dueAt;
    case "nextReply":
      return nextDueAt;
    case "claim":
      return care?.claim?.dueAt ?? null;
    case "resolution":
      return resolution === undefined
        ? null
        : (dueOf(resolution, new Date(waitingSince(mention)))?.toISOString() ?? null);
  }
};
