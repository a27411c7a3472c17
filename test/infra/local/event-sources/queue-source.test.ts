import { describe, expect, test, vi } from "vitest";
import { AwsError } from "../../../../infra/local/gateway/aws-error.ts";
import type { SqsRecord } from "../../../../infra/local/event-sources/sqs-record.ts";
import { fakeQueue } from "./fake-queue.ts";
import { functionOf, queueArn, roleArn, startMapping } from "./mapping-bench.ts";

vi.setConfig({ testTimeout: 20_000 });
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });

const reporting = { EventSourceArn: queueArn, FunctionResponseTypes: ["ReportBatchItemFailures"] };
const bodiesOf = (records: readonly SqsRecord[]): string[] => records.map(({ body }) => body);

describe("what a function gets from a queue", () => {
  test("is records in AWS's shape, asked for with the rights of the function's role", async () => {
    const queue = fakeQueue();
    const seen: unknown[] = [];
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: { EventSourceArn: queueArn },
      invoke: functionOf(({ Records }) => void seen.push(...Records)),
    });
    queue.send("hello");
    await soon(() => expect(queue.left()).toEqual([]));
    await soon(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toEqual({
      messageId: "id-hello",
      receiptHandle: "handle-1",
      body: "hello",
      attributes: { ApproximateReceiveCount: "1" },
      messageAttributes: {
        tone: { stringValue: "kind", stringListValues: [], binaryListValues: [], dataType: "String" },
      },
      md5OfBody: "md5",
      eventSource: "aws:sqs",
      eventSourceARN: queueArn,
      awsRegion: "eu-west-1",
    });
    expect(new Set(queue.calls.map(({ principal }) => principal))).toEqual(new Set([roleArn]));
  });

  test("is a full batch when the window is long enough to gather one", async () => {
    const queue = fakeQueue();
    const sizes: number[] = [];
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: { EventSourceArn: queueArn, BatchSize: 15, MaximumBatchingWindowInSeconds: 5 },
      invoke: functionOf(({ Records }) => void sizes.push(Records.length)),
    });
    queue.send(...Array.from({ length: 15 }, (__, index) => String(index)));
    await soon(() => expect(sizes).toEqual([15]));
  });

  test("leaves out what its filters do not want, which is deleted unseen", async () => {
    const queue = fakeQueue();
    const seen: string[] = [];
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: {
        EventSourceArn: queueArn,
        FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["mention"]}}' }] },
      },
      invoke: functionOf(({ Records }) => void seen.push(...bodiesOf(Records))),
    });
    queue.send('{"kind":"mention"}', '{"kind":"like"}', "not JSON");
    await soon(() => expect(queue.left()).toEqual([]));
    expect(seen).toEqual(['{"kind":"mention"}']);
  });
});

describe("what stays on the queue", () => {
  test.each([
    [
      "a function that throws",
      () => {
        throw new Error("no");
      },
      ["a", "b", "c"],
    ],
    ["nothing reported", () => undefined, []],
    ["an empty list", () => ({ batchItemFailures: [] }), []],
    ["a list that is null", () => ({ batchItemFailures: null }), []],
    ["one failure", () => ({ batchItemFailures: [{ itemIdentifier: "id-b" }] }), ["b"]],
    ["an unknown id", () => ({ batchItemFailures: [{ itemIdentifier: "id-z" }] }), ["a", "b", "c"]],
    ["an empty id", () => ({ batchItemFailures: [{ itemIdentifier: "" }] }), ["a", "b", "c"]],
    ["an id that is null", () => ({ batchItemFailures: [{ itemIdentifier: null }] }), ["a", "b", "c"]],
    ["another key name", () => ({ batchItemFailures: [{ id: "id-b" }] }), ["a", "b", "c"]],
    ["an answer that is no object", () => "done", ["a", "b", "c"]],
  ])("after %s", async (__, answer, left) => {
    const queue = fakeQueue();
    let batches = 0;
    const mapping = await startMapping({
      callAws: queue.callAws,
      properties: reporting,
      invoke: functionOf(() => {
        batches += 1;
        return answer();
      }),
    });
    queue.send("a", "b", "c");
    await soon(() => expect(batches).toBe(1));
    await mapping[Symbol.asyncDispose]();
    expect(queue.left()).toEqual(left);
  });

  test("nothing, when the function was only throttled for a while", async () => {
    const queue = fakeQueue();
    let throttles = 3;
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: reporting,
      invoke: async () => {
        if (throttles-- > 0)
          throw new AwsError({ code: "TooManyRequestsException", message: "Rate Exceeded." });
        return { requestId: "request", payload: null };
      },
    });
    queue.send("a");
    await soon(() => expect(queue.left()).toEqual([]));
    expect(throttles).toBe(-1);
  });
});

describe("how many batches run at once", () => {
  test("more pollers come while receives are full, up to the maximum concurrency", async () => {
    const queue = fakeQueue();
    let running = 0;
    let most = 0;
    const gate = Promise.withResolvers<void>();
    queue.send(...Array.from({ length: 100 }, (__, index) => String(index)));
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: { ...reporting, ScalingConfig: { MaximumConcurrency: 3 } },
      invoke: functionOf(async () => {
        most = Math.max(most, (running += 1));
        await gate.promise;
        running -= 1;
      }),
    });
    await soon(() => expect(running).toBe(3));
    gate.resolve();
    await soon(() => expect(queue.left()).toEqual([]));
    expect(most).toBe(3);
    await soon(() => expect(queue.waiting()).toBe(1));
  });

  test("while others are at work, what comes one by one waits a moment for company", async () => {
    const queue = fakeQueue();
    const gate = Promise.withResolvers<void>();
    const batches: string[] = [];
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: reporting,
      invoke: functionOf(({ Records }) => {
        batches.push(bodiesOf(Records).join(""));
        return bodiesOf(Records).includes("slow") ? gate.promise : undefined;
      }),
    });
    queue.send("slow");
    await soon(() => expect(queue.waiting()).toBe(0));
    await soon(() => expect(queue.waiting()).toBe(1));
    for (const body of ["a", "b", "c"]) {
      queue.send(body);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await soon(() => expect(batches).toEqual(["slow", "abc"]));
    gate.resolve();
  });

  test("a slow batch does not hold up what comes after it", async () => {
    const queue = fakeQueue();
    const gate = Promise.withResolvers<void>();
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: reporting,
      invoke: functionOf(({ Records }) => (bodiesOf(Records).includes("slow") ? gate.promise : undefined)),
    });
    queue.send("slow");
    await soon(() => expect(queue.waiting()).toBe(0));
    queue.send("quick");
    await soon(() => expect(queue.left()).toEqual(["slow"]));
    gate.resolve();
  });
});

describe("a mapping", () => {
  test("that is not enabled asks for nothing", async () => {
    const queue = fakeQueue();
    await using _ = await startMapping({
      callAws: queue.callAws,
      properties: { EventSourceArn: queueArn, Enabled: false },
      invoke: functionOf(() => {}),
    });
    expect(queue.calls).toEqual([]);
  });

  test("is refused when messages would be seen again while the function may still work on them", async () => {
    const starting = startMapping({
      callAws: fakeQueue(10).callAws,
      properties: { EventSourceArn: queueArn },
      timeoutSeconds: 30,
      invoke: functionOf(() => {}),
    });
    await expect(starting).rejects.toThrow(
      "visibility timeout of 10 s is less than the time-out of consumer, 30 s",
    );
  });

  test.each([
    [{ BisectBatchOnFunctionError: true }, "BisectBatchOnFunctionError"],
    [{ BatchSize: 11 }, "MaximumBatchingWindowInSeconds"],
    [{ EventSourceArn: `${queueArn}.fifo` }, "FIFO"],
    [{ FilterCriteria: { Filters: [{ Pattern: "{" }] } }, "FilterCriteria"],
  ])("with %j stops the start, naming the mapping and the property", async (properties, named) => {
    const starting = startMapping({
      callAws: fakeQueue().callAws,
      properties: { EventSourceArn: queueArn, ...properties },
      invoke: functionOf(() => {}),
    });
    await expect(starting).rejects.toThrow("Mapping (AWS::Lambda::EventSourceMapping)");
    await expect(starting).rejects.toThrow(named);
  });
});
