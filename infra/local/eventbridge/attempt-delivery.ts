import type { LocalPlace } from "../local-service.ts";
import { queueUrlOf } from "../queue-url.ts";
import { afterFailure, type Exhausted } from "./after-failure.ts";
import type { Outcome } from "./courier.ts";
import { deadLetter } from "./dead-letter.ts";
import { deliver, eventsPrincipal, type InvokeLambda } from "./deliver.ts";
import { deliveryFailure, type DeliveryFailure } from "./delivery-failure.ts";
import type { Delivery } from "./event-store.ts";
import type { Registry, Rule } from "./registry.ts";
import type { Target } from "./rule-properties.ts";
import { targetInput } from "./target-input.ts";
import type { Timing } from "./timing.ts";

type Ports = {
  readonly place: Pick<LocalPlace, "callAws" | "endpoint" | "report">;
  readonly registry: Pick<Registry, "rules">;
  readonly invokeLambda: InvokeLambda;
  readonly timing: Pick<Timing, "now" | "chance">;
};

type Undelivered = Delivery & {
  readonly rule: Rule;
  readonly target: Target;
  readonly failure: DeliveryFailure;
  readonly exhausted?: Exhausted | undefined;
};

/** One try at one delivery, up to and including its dead letter. */
export const attemptDelivery =
  (ports: Ports) =>
  async (delivery: Delivery): Promise<Outcome> => {
    const rule = ports.registry.rules.get(delivery.ruleArn);
    const target = rule?.targets.find(({ Id }) => Id === delivery.targetId);
    if (rule === undefined || target === undefined) return forget(ports, delivery);
    try {
      await deliver(ports, target, targetInput(target, { ...delivery, rule }), rule.arn);
      return { kind: "settled" };
    } catch (error) {
      return afterFailedTry(ports, { ...delivery, rule, target, failure: deliveryFailure(error) });
    }
  };

const afterFailedTry = async (ports: Ports, undelivered: Undelivered): Promise<Outcome> => {
  const { retries, acceptedAt, target, failure } = undelivered;
  const next = afterFailure({
    retries,
    acceptedAt,
    now: ports.timing.now(),
    policy: target.RetryPolicy,
    isPassing: failure.isPassing,
    chance: ports.timing.chance(),
  });
  if (next.kind === "retry") return { kind: "again", at: next.at };
  return giveUp(ports, { ...undelivered, exhausted: next.exhausted });
};

const settled: Outcome = { kind: "settled" };
const untilDeadLettersMilliseconds = 1000;

/**
 * Where there is no dead-letter queue, or it must not take the event, the event is lost: on AWS as well. One that only
 * cannot take it now is asked again.
 */
const giveUp = async ({ place, timing }: Ports, undelivered: Undelivered): Promise<Outcome> => {
  const { event, rule, target, retries, failure, exhausted } = undelivered;
  const tell = (level: "warn" | "error", message: string): Outcome => {
    const facts = { rule: rule.name, target: target.Arn, errorCode: failure.code, retries };
    place.report({ at: timing.now(), service: "eventbridge", level, message, facts });
    return settled;
  };
  const reason = `Rule ${rule.name} could not reach ${target.Arn} (${failure.code}: ${failure.message})`;
  const queueArn = target.DeadLetterConfig?.Arn;
  if (queueArn === undefined)
    return tell("error", `${reason}; it has no dead-letter queue, so the event is lost`);
  const letter = deadLetter({ event, ruleArn: rule.arn, targetArn: target.Arn, retries, failure, exhausted });
  try {
    const QueueUrl = queueUrlOf(queueArn, place.endpoint);
    const as = { principal: eventsPrincipal, sourceArn: rule.arn };
    await place.callAws("sqs", "SendMessage", { QueueUrl, ...letter }, as);
    return tell("warn", `${reason}; the event is in the dead-letter queue`);
  } catch (cause) {
    const { message, isPassing } = deliveryFailure(cause);
    if (isPassing)
      return { kind: "again", at: new Date(timing.now().getTime() + untilDeadLettersMilliseconds) };
    return tell("error", `${reason}, nor its dead-letter queue ${queueArn} (${message}); the event is lost`);
  }
};

const forget = ({ place, timing }: Ports, { ruleArn, targetId }: Delivery): Outcome => {
  place.report({
    at: timing.now(),
    service: "eventbridge",
    level: "warn",
    message: `An event was still owed to ${targetId} of ${ruleArn}, which the template no longer has; it is dropped`,
  });
  return { kind: "settled" };
};
