import { describe, expect, test } from "vitest";
import { boxNamed, deadLetterBoxes } from "../../../../infra/cli/dead-letters/dead-letter-boxes.ts";

const outputs = {
  WebhookUrl: "https://hooks/webhooks",
  OnCallQueueUrl: "https://sqs/on-call",
  OnCallDeadLetterUrl: "https://sqs/on-call-dead",
  SalesQueueUrl: "https://sqs/sales",
  SalesDeadLetterUrl: "https://sqs/sales-dead",
  RelayEventsFunctionName: "Relay",
  RelayEventsDeadLetterUrl: "https://sqs/relay-dead",
};

test("every queue has its dead letters, and so have the functions that read from none", () => {
  expect(deadLetterBoxes(outputs)).toEqual([
    {
      name: "on-call",
      url: "https://sqs/on-call-dead",
      reader: "page-on-call",
      origin: { kind: "queue", url: "https://sqs/on-call" },
    },
    {
      name: "relay-events",
      url: "https://sqs/relay-dead",
      reader: "relay-events",
      origin: { kind: "function", name: "Relay" },
    },
    {
      name: "sales",
      url: "https://sqs/sales-dead",
      reader: "whoever reads the queue of sales",
      origin: { kind: "queue", url: "https://sqs/sales" },
    },
  ]);
});

describe("a box is found by the name people say", () => {
  test.each(["on-call", "sales", "relay-events"])("%s", (name) => {
    expect(boxNamed(outputs, name).name).toBe(name);
  });

  test.each(["oncall", "webhook", ""])("%j is none, and the sentence says which there are", (name) => {
    expect(() => boxNamed(outputs, name)).toThrow(
      `no queue "${name}": the stack has on-call, relay-events, sales`,
    );
  });
});

test("a stack without any says so, instead of ending in nothing", () => {
  expect(() => boxNamed({ WebhookUrl: "https://hooks" }, "intake")).toThrow(
    'there is no queue "intake": the stack has none that keeps dead letters',
  );
});
