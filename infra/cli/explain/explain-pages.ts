/** Who would be woken for a mention, and when: at once for what is urgent outside the team's hours, else as clocks run out. */
import { onCallOf } from "../../../shared/config/on-call-of.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import { climb } from "../../../shared/domain/escalation/climb.ts";
import type { EscalationReason } from "../../../shared/domain/escalation/escalation.ts";
import type { Classification } from "../../../shared/domain/judging/classification.ts";
import type { Mention } from "../../../shared/domain/messages/mention.ts";
import type { ExplainedClock } from "./explained-clock.ts";

export type ExplainedPage = {
  readonly at: string;
  readonly reason: EscalationReason;
  /** `name@version` of the ladder. */
  readonly ladder: string;
  /** Whom its first level with anybody asks then, by the configuration alone; nobody: the catch-all. */
  readonly asks: readonly { readonly who: string; readonly because: string }[];
};

type Judged = {
  readonly mention: Mention;
  readonly classification: Pick<Classification, "category" | "urgent">;
  readonly team: string;
  readonly clocks: readonly ExplainedClock[];
};

export const explainPages = (
  { mention, classification, team, clocks }: Judged,
  config: PipelineConfig,
): ExplainedPage[] => {
  const { category, urgent } = classification;
  const [reply] = clocks.filter(({ clock }) => clock === "firstReply");
  const [firstWarning] = reply?.warnedAt ?? [];
  const moments: readonly (readonly [EscalationReason, string | undefined])[] = [
    ["urgent", urgent && category === "service" ? mention.createdAt : undefined],
    ["deadline-warned", firstWarning],
    ["deadline-breached", reply?.dueAt],
  ];
  return moments.flatMap(([reason, at]) => (at === undefined ? [] : pageAt({ reason, at, team }, config)));
};

type Moment = { readonly reason: EscalationReason; readonly at: string; readonly team: string };

const pageAt = ({ reason, at, team }: Moment, config: PipelineConfig): ExplainedPage[] => {
  const onCall = onCallOf(config);
  const now = new Date(at);
  const found = onCall.ladderFor({ team, reason, now, drilled: null });
  if (found === null) return [];
  const climbed = climb(
    found.ladder,
    { round: 1, level: 0 },
    { now, declined: [], opensAt: onCall.opensAt, whoIs: (to, when) => onCall.whoIs(to, when, new Map()) },
  );
  const targets = "targets" in climbed ? climbed.targets : [];
  const asks = targets.map(({ responder, destinations, because }) => ({
    who: responder ?? destinations.join(", "),
    because,
  }));
  const catchAll = onCall.catchAll(team).map((who) => ({ who, because: "nobody is on call then" }));
  return [{ at, reason, ladder: found.policy, asks: asks.length > 0 ? asks : catchAll }];
};
