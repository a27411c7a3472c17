/** The classic EventBridge: buses, rules, archives and schedules of the template, on this machine. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { answerJson } from "../gateway/answer-json.ts";
import type { AnswerAws } from "../gateway/aws-call.ts";
import type { LocalPlace, LocalService } from "../local-service.ts";
import { createResourcePolicies, type AttachedPolicies } from "../resource-policies.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { eventText } from "./bus-event.ts";
import { createCourier } from "./courier.ts";
import type { InvokeLambda } from "./deliver.ts";
import { openEventStore } from "./event-store.ts";
import { describeArchive } from "./operations/describe-archive.ts";
import { describeEventBus } from "./operations/describe-event-bus.ts";
import { describeReplay } from "./operations/describe-replay.ts";
import { listArchives } from "./operations/list-archives.ts";
import { listRules } from "./operations/list-rules.ts";
import { listTargetsByRule } from "./operations/list-targets-by-rule.ts";
import { putEvents } from "./operations/put-events.ts";
import { startReplay } from "./operations/start-replay.ts";
import { createPublisher, type AcceptedEvent } from "./publisher.ts";
import { createRegistry, type Rule } from "./registry.ts";
import { eventBridgeResources } from "./resources.ts";
import { systemTiming, type Timing } from "./timing.ts";

type EventListener = (accepted: AcceptedEvent) => void;

export type EventBridge = LocalService & {
  readonly answer: AnswerAws;
  /** Calls the listener for every event a bus accepts, a schedule's included. Returns what ends that. */
  readonly onEvent: (listener: EventListener) => () => void;
  /** Every schedule ticks now, besides its own time. */
  readonly tickNow: () => void;
  /** How many deliveries, retries included, have not reached their target yet. */
  readonly owed: () => number;
  /** What the buses' own policies say, by the bus's ARN. */
  readonly policies: AttachedPolicies;
};

export type EventBridgePorts = {
  readonly invokeLambda: InvokeLambda;
  /** Calls `onTick` whenever an expression of EventBridge (`rate(…)`, `cron(…)`) comes due, until what it returns is called. */
  readonly startSchedule: (expression: string, onTick: (at: Date) => void) => () => void;
  readonly timing?: Timing;
  /** Deliveries on their way at the same time. */
  readonly deliveriesAtOnce?: number;
};

const dayMilliseconds = 86_400_000;
const trimEveryMilliseconds = 3_600_000;

export const openEventBridge = (place: LocalPlace, ports: EventBridgePorts): EventBridge => {
  const { invokeLambda, startSchedule, timing = systemTiming, deliveriesAtOnce: atOnce = 32 } = ports;
  const store = openEventStore(join(place.dataDirectory, "events.db"));
  const registry = createRegistry(place);
  const policies = createResourcePolicies();
  const owedFromBefore = store.owed();
  const listeners = new Set<EventListener>();
  const running = new Set<() => void>();
  const attempt = attemptDelivery({ place, registry, invokeLambda, timing });
  const courier = createCourier({ store, timing, attempt, atOnce });

  const tell = (accepted: AcceptedEvent): void => {
    if (accepted.rules.length === 0)
      place.report(unwanted(accepted, isMeantForRules(accepted), timing.now()));
    for (const listener of listeners) listener(accepted);
  };
  /** Whether some rule of its bus speaks of events of this type, though none wanted this one. */
  const isMeantForRules = ({ busName, detailType }: AcceptedEvent): boolean =>
    [...registry.rules.values()].some(
      (rule) => rule.busName === busName && JSON.stringify(rule.pattern ?? null).includes(`"${detailType}"`),
    );
  const publisher = createPublisher({ registry, store, courier, timing, tell });

  const tick = (rule: Rule, time: Date): void => publisher.publishTo(rule, scheduledEvent(place, rule, time));

  /** What an archive has kept long enough goes, now and every hour. */
  const trimArchives = (): void => {
    for (const { arn, retentionDays } of registry.archives.values())
      if (retentionDays > 0)
        store.forgetBefore(arn, new Date(timing.now().getTime() - retentionDays * dayMilliseconds));
    const cancel = timing.after(trimEveryMilliseconds, () => {
      running.delete(cancel);
      trimArchives();
    });
    running.add(cancel);
  };

  const parts = { place, registry, policies, store, publisher, timing };
  return {
    name: "eventbridge",
    resources: eventBridgeResources(parts),
    answer: answerJson({
      PutEvents: putEvents(parts),
      DescribeEventBus: describeEventBus(parts),
      ListRules: listRules(parts),
      ListTargetsByRule: listTargetsByRule(parts),
      ListArchives: listArchives(parts),
      DescribeArchive: describeArchive(parts),
      StartReplay: startReplay(parts),
      DescribeReplay: describeReplay(parts),
    }),
    policies,
    tickNow: () => {
      for (const rule of registry.rules.values())
        if (rule.isEnabled && rule.scheduleExpression !== undefined) tick(rule, timing.now());
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    owed: () => store.owed().length,
    start: async () => {
      courier.carry(owedFromBefore);
      trimArchives();
      for (const rule of registry.rules.values())
        if (rule.isEnabled && rule.scheduleExpression !== undefined)
          running.add(startSchedule(rule.scheduleExpression, (time) => tick(rule, time)));
    },
    stop: async () => {
      for (const end of running) end();
      await courier.stop();
      store.close();
    },
  };
};

/**
 * One that an archive keeps may be for whoever adds a rule, or asks for a replay; one that nothing keeps is lost, and
 * one of a type that rules speak of has slipped between them.
 */
const unwanted = (
  { source, detailType, busName, id, isArchived }: AcceptedEvent,
  isMeantForRules: boolean,
  at: Date,
) =>
  ({
    at,
    service: "eventbridge",
    level: isArchived && !isMeantForRules ? "info" : "warn",
    message: `No rule of bus ${busName} wants the event ${detailType} of ${source}: ${isArchived ? "only the archive has it" : "it went nowhere"}`,
    facts: { source, detailType, bus: busName, eventId: id },
  }) as const;

const scheduledEvent = ({ accountId: account, region }: LocalPlace, rule: Rule, time: Date) => {
  const id = randomUUID();
  const [source, detailType] = ["aws.events", "Scheduled Event"];
  const event = eventText({
    id,
    source,
    detailType,
    account,
    time,
    region,
    resources: [rule.arn],
    detail: "{}",
  });
  return { busName: rule.busName, id, source, detailType, time, event };
};
