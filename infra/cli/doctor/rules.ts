/** Whether every queue the bus feeds has a rule that feeds it, and whoever works by the clock one that wakes it. */
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { queueNameOf } from "../../queue-name.ts";
import { ok, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

export type SeenRule = {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly targets: readonly string[];
};

/** What has no rule: these are fed by our own functions. */
const notFedByTheBus = new Set(["intake", "deadline"]);

export const rules: Check = {
  name: "rules",
  look: async ({ client, output, outputs, stackName }) => {
    const eventBridge = new EventBridgeClient(client);
    const [ofBus, scheduled] = await Promise.all([
      rulesOf(eventBridge, output("EventBusName"), ""),
      rulesOf(eventBridge, "default", `${stackName}-`),
    ]);
    const fed = Object.entries(outputs).flatMap(([name, url]) =>
      name.endsWith("QueueUrl") && !notFedByTheBus.has(queueNameOf(name))
        ? [{ what: `the queue ${queueNameOf(name)}`, target: url.split("/").at(-1) ?? "" }]
        : [],
    );
    const woken = [
      { what: "sweep-deadlines", target: output("SweepDeadlinesFunctionName") },
      { what: "reconcile-channel", target: output("ReconcileChannelFunctionName") },
      ...optional("mind-rosters", outputs["MindRostersFunctionName"]),
      ...optional("read-feeds", outputs["ReadFeedsFunctionName"]),
    ];
    return [
      judgeRules("bus rules", ofBus, fed),
      ...woken.map((one) => judgeRules(`schedule of ${one.what}`, scheduled, [one])),
    ];
  },
};

/** There only where the configuration wants it. */
const optional = (what: string, target: string | undefined): Fed[] =>
  target === undefined ? [] : [{ what, target }];

type Fed = { readonly what: string; readonly target: string };

/** @param fed what must be the target of a rule that is enabled, by its name in an ARN */
export const judgeRules = (check: string, seen: readonly SeenRule[], fed: readonly Fed[]): Finding => {
  const enabled = seen.filter(({ isEnabled }) => isEnabled);
  const feeds = ({ targets }: SeenRule, { target }: Fed): boolean =>
    targets.some((arn) => arn.split(":").at(-1) === target);
  const starving = fed.filter((one) => !enabled.some((rule) => feeds(rule, one)));
  if (starving.length === 0)
    return ok(check, fed.length === 1 ? "is enabled" : `feed all ${fed.length} queues`);
  const disabled = seen.filter((rule) => !rule.isEnabled && starving.some((one) => feeds(rule, one)));
  return wrong(
    check,
    `nothing reaches ${starving.map(({ what }) => what).join(", ")}`,
    disabled.length === 0
      ? "deploy again: its rule is gone, or has another target"
      : `enable ${disabled.map(({ name }) => name).join(", ")} (aws events enable-rule), and find out who disabled it`,
  );
};

const rulesOf = async (
  eventBridge: EventBridgeClient,
  EventBusName: string,
  prefix: string,
): Promise<SeenRule[]> => {
  const { Rules = [] } = await eventBridge.send(
    new ListRulesCommand({ EventBusName, ...(prefix !== "" && { NamePrefix: prefix }) }),
  );
  return Promise.all(
    Rules.map(async ({ Name: name = "", State }) => {
      const { Targets = [] } = await eventBridge.send(
        new ListTargetsByRuleCommand({ Rule: name, EventBusName }),
      );
      return { name, isEnabled: State !== "DISABLED", targets: Targets.map(({ Arn = "" }) => Arn) };
    }),
  );
};
