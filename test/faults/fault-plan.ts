/** What goes wrong at a seed: of each kind of fault none, one or two, each with a chance of its own. */
import type { Fault, FaultKind } from "../../infra/local/gateway/faults/fault.ts";
import type { SeededRandom } from "./seeded-random.ts";

export const faultPlan = (random: SeededRandom): Fault[] =>
  Object.values(catalogue).flatMap((draw) =>
    Array.from({ length: random.pick([0, 1, 1, 2]) }, () => ({
      chance: 0.02 + random() * 0.23,
      ...draw(random),
    })),
  );

/** The calls of the pipeline, and by whom: what one function loses, another may not notice. */
const calls = [
  ["dynamodb", "GetItem", /TriageMentions/u],
  ["dynamodb", "GetItem", /RelayEvents/u],
  ["dynamodb", "BatchGetItem", /RingDeadline/u],
  ["dynamodb", "GetItem", /PageOnCall/u],
  ["dynamodb", "PutItem", /RingDeadline/u],
  ["dynamodb", "PutItem", /PageOnCall/u],
  ["dynamodb", "TransactWriteItems", /TriageMentions/u],
  ["dynamodb", "Query", /SweepDeadlines/u],
  ["dynamodbstreams", "GetRecords", /RelayEvents/u],
  ["events", "PutEvents", /RelayEvents/u],
  ["secretsmanager", "GetSecretValue", /ReceiveWebhook|PageOnCall/u],
  ["sns", "Publish", /PageOnCall/u],
  ["sqs", "SendMessage", /ReceiveWebhook/u],
  ["sqs", "SendMessage", /TriageMentions/u],
  ["sqs", "SendMessage", /events\.amazonaws\.com/u],
  ["sqs", "SendMessageBatch", /RelayEvents|SweepDeadlines/u],
  ["sqs", "ReceiveMessage", /TriageMentions|RingDeadline|PageOnCall/u],
  ["sqs", "DeleteMessageBatch", /TriageMentions|RingDeadline|PageOnCall/u],
  ["lambda", "Invoke", /ReceiveWebhook/u],
  ["lambda", "Invoke", /TriageMentions/u],
  ["lambda", "Invoke", /RelayEvents/u],
  ["lambda", "Invoke", /RingDeadline/u],
  ["lambda", "Invoke", /PageOnCall/u],
] as const;

const where = calls.map(([service, operation, by]) => ({ service, operation, by }));

/** One of the calls, of these operations only when there are some. */
const somewhere = (random: SeededRandom, ...operations: string[]) => {
  const [first, ...rest] = where.filter(
    ({ operation }) => operations.length === 0 || operations.includes(operation),
  );
  if (first === undefined) throw new Error(`the pipeline makes no call ${operations.join(" or ")}`);
  return random.pick([first, ...rest]);
};

const functions = [
  /ReceiveWebhook/u,
  /TriageMentions/u,
  /RelayEvents/u,
  /RingDeadline/u,
  /PageOnCall/u,
  /SweepDeadlines/u,
] as const;

const sends = ["SendMessage", "SendMessageBatch"];
const copied = [...sends, "ReceiveMessage", "PutEvents", "Publish", "Invoke"];
const inBatches = ["SendMessageBatch", "DeleteMessageBatch", "PutEvents"];

const catalogue: { readonly [Kind in FaultKind]: (random: SeededRandom) => Fault } = {
  throttle: (random) => ({ kind: "throttle", ...somewhere(random) }),
  "lost-answer": (random) => ({ kind: "lost-answer", cut: random.chance(0.5), ...somewhere(random) }),
  "partial-failure": (random) => ({ kind: "partial-failure", ...somewhere(random, ...inBatches) }),
  // Mostly a slow answer; now and then one that no function waits for.
  delay: (random) => ({
    kind: "delay",
    milliseconds: random.chance(0.1) ? 4500 : random.between(20, 400),
    ...somewhere(random),
  }),
  duplicate: (random) => ({ kind: "duplicate", ...somewhere(random, ...copied) }),
  reorder: (random) => ({ kind: "reorder", seconds: random.between(1, 2), ...somewhere(random, ...sends) }),
  kill: (random) => ({
    kind: "kill",
    done: random.chance(0.5),
    afterMilliseconds: random.between(0, 150),
    times: 2,
    ...somewhere(random),
  }),
  "stopped-schedule": () => ({ kind: "stopped-schedule", expression: /rate/u, chance: 1 }),
  "shifted-clock": (random) => ({
    kind: "shifted-clock",
    functions: random.pick(functions),
    seconds: random.pick([-300, 300]),
    chance: 1,
  }),
};
