import { describe, expect, test, vi } from "vitest";
import { AwsError } from "../../../../infra/local/gateway/aws-error.ts";
import { fakeStream } from "./fake-stream.ts";
import { functionOf, startMapping, streamArn } from "./mapping-bench.ts";

vi.setConfig({ testTimeout: 20_000 });
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });

type Record = {
  readonly dynamodb: { readonly Keys: { readonly pk: { S: string } }; readonly SequenceNumber: string };
};

const newStream = () => fakeStream((code) => new AwsError({ code, message: "" }));
const keysOf = (records: readonly Record[]): string =>
  records.map(({ dynamodb }) => dynamodb.Keys.pk.S).join("");
const sequenceOf = (records: readonly Record[], key: string): string | undefined =>
  records.find(({ dynamodb }) => dynamodb.Keys.pk.S === key)?.dynamodb.SequenceNumber;

const properties = { EventSourceArn: streamArn, StartingPosition: "TRIM_HORIZON", BatchSize: 8 };
const failureQueue = { OnFailure: { Destination: "arn:aws:sqs:eu-west-1:111122223333:failed" } };

/** Starts a mapping whose function notes the keys of each batch, and fails as `answer` says. */
const start = async (
  stream: ReturnType<typeof newStream>,
  more: object,
  answer: (records: readonly Record[]) => unknown = () => null,
  directory?: string,
) => {
  const batches: string[] = [];
  const mapping = await startMapping({
    callAws: stream.callAws,
    onWrite: stream.onWrite,
    properties: { ...properties, ...more },
    invoke: functionOf(({ Records }) => {
      batches.push(keysOf(Records));
      return answer(Records);
    }),
    ...(directory !== undefined && { directory }),
  });
  return { ...mapping, batches, seen: () => batches.join("") };
};

describe("what a function gets from a stream", () => {
  test("is the changes in order, in AWS's shape", async () => {
    const stream = newStream();
    stream.writeAt(new Date("2026-11-21T10:00:00Z"), "a");
    const records: unknown[] = [];
    await using _ = await start(stream, {}, (batch) => void records.push(...batch));
    await soon(() => expect(records).toHaveLength(1));
    expect(records[0]).toEqual({
      eventID: "1001",
      eventName: "INSERT",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-west-1",
      dynamodb: {
        ApproximateCreationDateTime: Date.parse("2026-11-21T10:00:00Z") / 1000,
        Keys: { pk: { S: "a" }, sk: { S: "1001" } },
        NewImage: { pk: { S: "a" }, sk: { S: "1001" } },
        SequenceNumber: "1001",
        SizeBytes: 10,
        StreamViewType: "NEW_IMAGE",
      },
      eventSourceARN: streamArn,
    });
  });

  test("comes at once after a write, without polling in between", async () => {
    const stream = newStream();
    await using mapping = await start(stream, {});
    await soon(() => expect(stream.reads()).toBe(1));
    stream.write("a", "b");
    await vi.waitFor(() => expect(mapping.seen()).toBe("ab"), { timeout: 900 });
    expect(stream.reads()).toBeLessThanOrEqual(4);
  });

  test("that comes bit by bit is read and handled several at a time", async () => {
    const stream = newStream();
    await using mapping = await start(stream, {});
    const keys = "a b c d e f g h i j k l m n o p q r s t".split(" ");
    for (const key of keys) {
      stream.write(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await soon(() => expect(mapping.seen()).toBe(keys.join("")));
    expect(mapping.batches.length).toBeLessThan(keys.length / 2);
  });

  test("LATEST is what is written from the first start on, whatever happens in between", async () => {
    const stream = newStream();
    stream.write("a", "b", "c", "d");
    const first = await start(stream, { StartingPosition: "LATEST" });
    await first[Symbol.asyncDispose]();
    stream.write("e");
    await using second = await start(stream, { StartingPosition: "LATEST" }, undefined, first.directory);
    await soon(() => expect(second.seen()).toBe("e"));
    expect(first.seen()).toBe("");
  });

  test("leaves out what its filters do not want", async () => {
    const stream = newStream();
    await using mapping = await start(stream, {
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"pk":{"S":[{"prefix":"w"}]}}}}' }] },
    });
    stream.write("w", "x", "w");
    await soon(() => expect(mapping.seen()).toBe("ww"));
  });

  test("goes on in the child when a shard has ended, and only after its last record", async () => {
    const stream = newStream();
    stream.write("a", "b");
    stream.split();
    stream.write("c");
    await using mapping = await start(stream, { BatchSize: 1 });
    await soon(() => expect(mapping.batches).toEqual(["a", "b", "c"]));
  });

  test("is not held up by reads that failed before: the pauses begin anew after each that goes well", async () => {
    const stream = newStream();
    let reads = 0;
    const everySecondFails: typeof stream.callAws = async (service, operation, input, as) => {
      if (operation === "GetRecords" && (reads += 1) % 2 === 0)
        throw new AwsError({ code: "LimitExceededException", message: "" });
      return stream.callAws(service, operation, input, as);
    };
    stream.write("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o");
    const began = performance.now();
    await using mapping = await start({ ...stream, callAws: everySecondFails }, {});
    await soon(() => expect(mapping.seen()).toBe("abcdefghijklmno"));
    // Five pauses of a quarter of a second; doubled from one to the next, they were eight seconds.
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test("misses nothing and repeats nothing when the iterators expire", async () => {
    const stream = newStream();
    await using mapping = await start(stream, {});
    stream.write("a");
    await soon(() => expect(mapping.seen()).toBe("a"));
    stream.expireIterators();
    stream.write("b");
    await soon(() => expect(mapping.seen()).toBe("ab"));
  });
});

test("a stream that is not there, or may not be listed, stops the start", async () => {
  const stream = newStream();
  const EventSourceArn = streamArn.replace("2026", "2025");
  await expect(start(stream, { EventSourceArn })).rejects.toThrow(`there is no stream ${EventSourceArn}`);
});

describe("a restart", () => {
  test("goes on behind the last record that was handled", async () => {
    const stream = newStream();
    stream.write("a", "b");
    const first = await start(stream, {});
    await soon(() => expect(first.seen()).toBe("ab"));
    await first[Symbol.asyncDispose]();
    stream.write("c");
    await using second = await start(stream, {}, undefined, first.directory);
    await soon(() => expect(second.seen()).toBe("c"));
  });

  test("after a kill in the middle of a batch gives that batch again", async () => {
    const stream = newStream();
    stream.write("a", "b");
    const gate = Promise.withResolvers<void>();
    const first = await start(stream, { BatchSize: 1 }, (batch) =>
      keysOf(batch) === "b" ? gate.promise : null,
    );
    await soon(() => expect(first.seen()).toBe("ab"));
    await using second = await start(stream, {}, undefined, first.directory);
    await soon(() => expect(second.seen()).toBe("b"));
    gate.resolve();
    await first[Symbol.asyncDispose]();
  });
});

const failsOn = (poison: string) => (batch: readonly Record[]) => {
  if (keysOf(batch).includes(poison)) throw new Error("poison");
};

describe("a batch that fails", () => {
  test("is tried as often as allowed, then given up and told to the failure destination without its content", async () => {
    const stream = newStream();
    stream.write("a", "x");
    await using mapping = await start(
      stream,
      { MaximumRetryAttempts: 2, DestinationConfig: failureQueue },
      failsOn("x"),
    );
    await soon(() => expect(stream.told).toHaveLength(1));
    expect(mapping.batches).toEqual(["ax", "ax", "ax"]);
    expect(stream.told[0]).toMatchObject({
      version: "1.0",
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 3 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      DDBStreamBatchInfo: {
        shardId: "shard-1",
        startSequenceNumber: "1001",
        endSequenceNumber: "1002",
        batchSize: 2,
        streamArn,
      },
    });
    expect(JSON.stringify(stream.told)).not.toContain("NewImage");
    stream.write("b");
    await soon(() => expect(mapping.batches.at(-1)).toBe("b"));
  });

  test("is cut in two until the poison is alone, and only that is given up", async () => {
    const stream = newStream();
    await using mapping = await start(
      stream,
      {
        MaximumRetryAttempts: 1,
        BisectBatchOnFunctionError: true,
        DestinationConfig: failureQueue,
        MaximumBatchingWindowInSeconds: 1,
        BatchSize: 4,
      },
      failsOn("x"),
    );
    stream.write("a", "b", "x", "d");
    await soon(() => expect(stream.told).toHaveLength(1));
    await soon(() => expect(mapping.batches).toEqual(["abxd", "ab", "xd", "x", "x", "d"]));
    expect(stream.told[0]).toMatchObject({
      DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: "1003" },
    });
  });

  test("is tried again from the first record the function names, and what came before is done", async () => {
    const stream = newStream();
    stream.write("a", "b", "c");
    let healed = false;
    const first = await start(stream, { FunctionResponseTypes: ["ReportBatchItemFailures"] }, (batch) => {
      const itemIdentifier = healed ? undefined : sequenceOf(batch, "b");
      healed = true;
      return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
    });
    await soon(() => expect(first.batches).toEqual(["abc", "bc"]));
    await first[Symbol.asyncDispose]();
  });

  test("is not tried again once its records are too old", async () => {
    const stream = newStream();
    stream.writeAt(new Date(Date.now() - 120_000), "o");
    stream.write("n");
    await using mapping = await start(stream, {
      MaximumRecordAgeInSeconds: 60,
      DestinationConfig: failureQueue,
    });
    await soon(() => expect(mapping.seen()).toBe("n"));
    expect(stream.told[0]).toMatchObject({ requestContext: { condition: "RecordAgeExceeded" } });
  });

  test("blocks only the keys of its lane when batches run side by side, and every key keeps its order", async () => {
    const stream = newStream();
    const order = new Map<string, string[]>();
    await using _ = await start(stream, { ParallelizationFactor: 4, BatchSize: 1 }, async (batch) => {
      for (const { dynamodb } of batch) {
        const key = dynamodb.Keys.pk.S;
        order.set(key, [...(order.get(key) ?? []), dynamodb.SequenceNumber]);
      }
    });
    stream.write(..."a b c d e a b c d e a b c d e".split(" "));
    await soon(() => expect([...order.values()].flat()).toHaveLength(15));
    for (const sequence of order.values()) expect(sequence).toEqual(sequence.toSorted());
  });

  test("is not counted as tried while the function is throttled", async () => {
    const stream = newStream();
    stream.write("a");
    let throttles = 3;
    await using mapping = await startMapping({
      callAws: stream.callAws,
      onWrite: stream.onWrite,
      properties: { ...properties, MaximumRetryAttempts: 0, DestinationConfig: failureQueue },
      invoke: async () => {
        if (throttles-- > 0) throw new AwsError({ code: "TooManyRequestsException", message: "" });
        return { requestId: "request", payload: null };
      },
    });
    await soon(() => expect(throttles).toBe(-1));
    expect(stream.told).toEqual([]);
    expect(mapping.reports).toEqual([]);
  });
});
