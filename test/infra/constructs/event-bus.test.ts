import { expect, test } from "vitest";
import * as z from "zod";
import { policiesOf, resourceNamed, resourcesOf, synthesized } from "./synthesized.ts";

const template = synthesized({ retention: { archiveDays: 3 } });

test("what First Reply tells is kept for replay as long as the configuration says", () => {
  const archive = resourceNamed(template, "AWS::Events::Archive", "EventBus");
  expect(archive.Properties).toMatchObject({ EventPattern: { source: ["firstreply"] }, RetentionDays: 3 });
});

test.each(["AWS::Events::EventBus", "AWS::Events::Archive"])(
  "%s is kept on delete, but a failed first deploy leaves none that blocks the next",
  (type) => {
    expect(resourceNamed(template, type, "EventBus").DeletionPolicy).toBe("RetainExceptOnCreate");
  },
);

const arnOf = z
  .object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) })
  .transform(({ "Fn::GetAtt": [id] }) => id);
const Target = z.object({
  Arn: arnOf,
  DeadLetterConfig: z.object({ Arn: arnOf }),
  RetryPolicy: z.object({ MaximumRetryAttempts: z.number(), MaximumEventAgeInSeconds: z.number() }),
});
const rules = Object.entries(resourcesOf(template, "AWS::Events::Rule")).map(([id, { Properties }]) => ({
  id,
  listens: "EventPattern" in Properties,
  target: z.tuple([Target]).parse(Properties["Targets"])[0],
}));

test.each(rules)("$id retries, then keeps what could not be delivered", ({ target }) => {
  expect(target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
  expect(target.DeadLetterConfig.Arn).toMatch(/DeadLetters/u);
});

const listeners = rules
  .filter(({ listens }) => listens)
  .flatMap(({ id, target }) => [
    { id, queueId: target.Arn },
    { id, queueId: target.DeadLetterConfig.Arn },
  ]);

const queueIds = [...new Set(listeners.map(({ queueId }) => queueId))];

test.each(queueIds)(
  "the rules that deliver to %s, and nobody else, may put their events on it",
  (queueId) => {
    const allowed = policiesOf(template, queueId).filter(
      (statement) => z.looseObject({ Effect: z.string() }).parse(statement).Effect === "Allow",
    );
    const delivering = listeners.filter((listener) => listener.queueId === queueId);
    expect(allowed).toEqual(
      delivering.map(({ id }) => ({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Principal: { Service: "events.amazonaws.com" },
        Resource: { "Fn::GetAtt": [queueId, "Arn"] },
        Condition: { ArnEquals: { "aws:SourceArn": { "Fn::GetAtt": [id, "Arn"] } } },
      })),
    );
  },
);
