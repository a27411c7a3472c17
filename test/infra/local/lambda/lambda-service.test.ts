import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { openBench } from "./lambda-bench.ts";

vi.setConfig({ testTimeout: 20_000 });
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 });

const echo = "export const handler = async (event) => event;";
const sleep =
  "export const handler = ({ ms }) => new Promise((resolve) => setTimeout(resolve, ms, 'slept'));";

/** Writes down its process, and works until as many as `event` says have done so, or for half a second. */
const workUntilSeen = (work: string): string => `
  import { mkdirSync, readdirSync } from "node:fs";
  import { setTimeout as sleep } from "node:timers/promises";
  export const handler = async ({ seen, processes }) => {
    mkdirSync(seen + "/" + process.pid, { recursive: true });
    const until = Date.now() + 500;
    const isOver = () => (processes === 1 ? Date.now() > until : readdirSync(seen).length >= processes);
    while (!isOver()) ${work};
  };`;

describe("what a handler is given", () => {
  test("the event, and a context that says which invocation this is", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      `export const handler = async (event, { getRemainingTimeInMillis, ...context }) =>
         ({ event, context, remaining: getRemainingTimeInMillis() });`,
      { Timeout: 7, MemorySize: 256 },
    );
    const { payload, requestId } = await bench.lambda.invoke(name, { mention: "é€😀" });
    expect(payload).toMatchObject({
      event: { mention: "é€😀" },
      context: {
        awsRequestId: requestId,
        functionName: name,
        functionVersion: "$LATEST",
        memoryLimitInMB: "256",
        invokedFunctionArn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
        logGroupName: `/aws/lambda/${name}`,
      },
    });
    expect(payload).toHaveProperty("remaining", expect.closeTo(7000, -3));
  });

  test("Lambda's variables and the template's, and none of the shell that started the runtime", async () => {
    await using bench = await openBench();
    vi.stubEnv("SHELL_SECRET", "not for functions");
    const name = await bench.add("export const handler = async () => ({ ...process.env });", {
      Environment: { Variables: { QUEUE_URL: "http://127.0.0.1/q" } },
    });
    const { payload } = await bench.lambda.invoke(name, {});
    vi.unstubAllEnvs();
    expect(Object.keys(Object(payload)).toSorted()).toEqual(
      [
        ..."_HANDLER _X_AMZN_TRACE_ID AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_ENDPOINT_URL AWS_EXECUTION_ENV".split(
          " ",
        ),
        ..."AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_VERSION".split(" "),
        ..."AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_FORMAT AWS_LAMBDA_LOG_GROUP_NAME".split(" "),
        ..."AWS_LAMBDA_LOG_STREAM_NAME AWS_LAMBDA_RUNTIME_API AWS_REGION AWS_SECRET_ACCESS_KEY".split(" "),
        ..."LAMBDA_TASK_ROOT LANG PATH QUEUE_URL TZ".split(" "),
      ].toSorted(),
    );
    expect(payload).toMatchObject({
      AWS_ACCESS_KEY_ID: "key of arn:aws:iam::111122223333:role/r",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      QUEUE_URL: "http://127.0.0.1/q",
      TZ: ":UTC",
    });
  });
});

test("a clock that was asked to be wrong is wrong for the handler, and for the time it is told is left", async () => {
  await using bench = await openBench({ clockShiftOf: (name) => (name.includes("1") ? -300_000 : 0) });
  const source = `export const handler = async (_, { getRemainingTimeInMillis }) => ({
    now: [Date.now(), new Date().getTime(), new Date(0).getTime()],
    remaining: getRemainingTimeInMillis(),
    variables: Object.keys(process.env).filter((name) => name.startsWith("FIRSTREPLY")),
  });`;
  const [shifted, right] = [await bench.add(source), await bench.add(source)];
  const told = async (name: string) => {
    const { payload } = await bench.lambda.invoke(name, {});
    return payload;
  };
  expect(await told(shifted)).toEqual({
    now: [around(-300_000), around(-300_000), 0],
    remaining: expect.closeTo(303_000, -3),
    variables: [],
  });
  expect(await told(right)).toEqual({
    now: [around(0), around(0), 0],
    remaining: expect.closeTo(3000, -3),
    variables: [],
  });
});

const around = (byMs: number): unknown => expect.closeTo(Date.now() + byMs, -4);

describe("how an invocation fails", () => {
  test("a thrown error comes back with its type, message and trace, and the process serves on", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      "export const handler = async ({ bad }) => { if (bad) throw new RangeError('too far'); return process.pid; };",
    );
    const failed = await bench.lambda.invoke(name, { bad: true });
    expect(failed).toMatchObject({
      functionError: "Unhandled",
      payload: {
        errorType: "RangeError",
        errorMessage: "too far",
        trace: expect.arrayContaining(["RangeError: too far"]),
      },
    });
    expect((await bench.lambda.invoke(name, {})).payload).toBe(bench.lambda.environments()[0]?.pid);
  });

  test("after its time-out the process is killed, and the next invocation gets a new one", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      "export const handler = async ({ hang }) => { while (hang); return process.pid; };",
      { Timeout: 1 },
    );
    const { payload: first } = await bench.lambda.invoke(name, {});
    const late = await bench.lambda.invoke(name, { hang: true });
    expect(late.functionError).toBe("Unhandled");
    expect(late.payload).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringContaining("Task timed out after 1.00 seconds"),
    });
    expect((await bench.lambda.invoke(name, {})).payload).not.toBe(first);
  });

  test.each([
    ["a kill -9", "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});", "signal: killed"],
    ["an exit", "process.exit(3);", "exit status 3"],
    [
      "more buffers than its memory",
      "const all = []; for (;;) { all.push(Buffer.alloc(4e6, 1)); await new Promise((r) => setTimeout(r, 5)); }",
      "signal: killed",
    ],
    ["a heap beyond its memory", "const all = []; for (;;) all.push(new Array(1e4).fill({}));", "signal: "],
  ])("%s ends it with Runtime.ExitError", async (_, body, reason) => {
    await using bench = await openBench();
    const name = await bench.add(`export const handler = async () => { ${body} };`, { Timeout: 30 });
    const { payload, functionError } = await bench.lambda.invoke(name, {});
    expect(functionError).toBe("Unhandled");
    expect(payload).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringContaining(`Runtime exited with error: ${reason}`),
    });
  });

  test("a rejection nobody handles ends the invocation and the process", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      "export const handler = async () => { Promise.reject(new Error('dropped')); await new Promise((r) => setTimeout(r, 5000)); };",
    );
    const { payload } = await bench.lambda.invoke(name, {});
    expect(payload).toMatchObject({ errorType: "Runtime.UnhandledPromiseRejection" });
  });

  test.each([
    [
      "a module that is missing",
      "import './absent.mjs'; export const handler = async () => 1;",
      "Runtime.ImportModuleError",
    ],
    ["a syntax error", "export const handler = async () => {", "Runtime.UserCodeSyntaxError"],
    ["no such export", "export const other = async () => 1;", "Runtime.HandlerNotFound"],
    [
      "a callback handler",
      "export const handler = (event, context, callback) => callback(null, 1);",
      "Runtime.CallbackHandlerDeprecated",
    ],
    ["its own error", "throw new TypeError('no secret'); export const handler = 1;", "TypeError"],
    ["an exit", "process.exit(7); export const handler = 1;", "Runtime.ExitError"],
  ])(
    "a start that fails with %s is tried twice, then is the invocation's error",
    async (_, source, errorType) => {
      await using bench = await openBench();
      const name = await bench.add(`console.log("starting");\n${source}`);
      const { payload, functionError } = await bench.lambda.invoke(name, {});
      expect(functionError).toBe("Unhandled");
      expect(payload).toHaveProperty("errorType", errorType);
      expect(bench.lambda.environments()).toEqual([]);
    },
  );
});

describe("environments", () => {
  test("a warm one is used again for what comes as soon as it has answered", async () => {
    await using bench = await openBench();
    const name = await bench.add("let n = 0; export const handler = async () => ++n;");
    const counts = [];
    for (let i = 0; i < 20; i += 1) counts.push((await bench.lambda.invoke(name, {})).payload);
    expect(counts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(bench.lambda.environments()).toHaveLength(1);
    expect(bench.lambda.countersOf(name)).toMatchObject({
      invocations: 20,
      errors: 0,
      coldStarts: [expect.any(Number)],
    });
  });

  test("is frozen between invocations: what a handler left running goes on with the next", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      `let ticks = 0;
       export const handler = async ({ first }) => {
         if (first) setInterval(() => ticks++, 1);
         while (!first && ticks < 5) await new Promise((resolve) => setTimeout(resolve, 1));
         return process.pid;
       };`,
    );
    const { payload: pid } = await bench.lambda.invoke(name, { first: true });
    await soon(() => expect(stateOf(Number(pid))).toBe("T"));
    expect((await bench.lambda.invoke(name, {})).payload).toBe(pid);
  });

  test("reserved concurrency is the limit: one more at once is TooManyRequestsException", async () => {
    await using bench = await openBench();
    const name = await bench.add(sleep, { ReservedConcurrentExecutions: 2 });
    const running = [bench.lambda.invoke(name, { ms: 300 }), bench.lambda.invoke(name, { ms: 300 })];
    await expect(bench.lambda.invoke(name, { ms: 0 })).rejects.toMatchObject({
      code: "TooManyRequestsException",
      status: 429,
    });
    expect((await Promise.all(running)).map(({ payload }) => payload)).toEqual(["slept", "slept"]);
    expect(new Set(bench.lambda.environments().map(({ pid }) => pid)).size).toBe(2);
    expect(bench.lambda.countersOf(name)).toMatchObject({ throttles: 1, inFlight: 0 });
  });

  test("without a reservation, more invocations than processes wait for their turn", async () => {
    await using bench = await openBench({ environmentsPerFunction: 2 });
    const name = await bench.add(sleep);
    const all = await Promise.all(Array.from({ length: 7 }, () => bench.lambda.invoke(name, { ms: 20 })));
    expect(all.every(({ payload }) => payload === "slept")).toBe(true);
    expect(bench.lambda.environments().length).toBeLessThanOrEqual(2);
  });

  describe("at their limit", () => {
    const waits = "await sleep(25)";
    const computes = "for (let n = 0; n < 1e6; n += 1) Math.sqrt(n)";

    test.each([
      ["only wait for a time of day make room for others", waits, false, 3],
      ["compute do not", computes, false, 1],
      ["wait for AWS, which is this machine too, do not", waits, true, 1],
    ])("those that %s", async (_, work, isCalling, processes) => {
      await using bench = await openBench({ environmentsPerFunction: 1, isCalling: () => isCalling });
      const name = await bench.add(workUntilSeen(work), { Timeout: 15 });
      const seen = join(bench.place.dataDirectory, "seen");
      await Promise.all([1, 2, 3].map(() => bench.lambda.invoke(name, { seen, processes })));
      expect(readdirSync(seen)).toHaveLength(processes);
    });
  });

  test("is replaced after its share of invocations, and when it has been idle for long", async () => {
    await using bench = await openBench({ invocationsPerEnvironment: 2, idleSeconds: 0.2 });
    const name = await bench.add("let n = 0; export const handler = async () => ++n;");
    const counts = [];
    for (let i = 0; i < 3; i += 1) counts.push((await bench.lambda.invoke(name, {})).payload);
    expect(counts).toEqual([1, 2, 1]);
    await soon(() => expect(bench.lambda.environments()).toEqual([]));
  });

  test("killed from outside while it works, fails that invocation only", async () => {
    await using bench = await openBench();
    const name = await bench.add(sleep, { Timeout: 30 });
    const cut = bench.lambda.invoke(name, { ms: 20_000 });
    await soon(() => expect(bench.lambda.environments()[0]?.state).toBe("busy"));
    expect(bench.lambda.kill(name)).toBe(1);
    expect((await cut).payload).toHaveProperty("errorType", "Runtime.ExitError");
    expect((await bench.lambda.invoke(name, { ms: 0 })).payload).toBe("slept");
  });

  test("killed as soon as they have answered, are never met by the next invocation", async () => {
    await using bench = await openBench();
    const name = await bench.add("export const handler = async () => process.pid;");
    const answers = [];
    for (let round = 0; round < 8; round += 1) {
      answers.push(await bench.lambda.invoke(name, {}));
      expect(bench.lambda.kill(name)).toBe(1);
    }
    expect(answers.map(({ functionError }) => functionError)).toEqual(answers.map(() => undefined));
    expect(new Set(answers.map(({ payload }) => payload))).toHaveProperty("size", 8);
  });

  test("stopping leaves no process behind", async () => {
    const bench = await openBench();
    const name = await bench.add(sleep, { Timeout: 30 });
    const running = bench.lambda.invoke(name, { ms: 20_000 });
    await soon(() => expect(bench.lambda.environments()[0]?.state).toBe("busy"));
    const pids = bench.lambda.environments().map(({ pid }) => pid);
    await bench[Symbol.asyncDispose]();
    await running;
    expect(pids.map(isAlive)).toEqual([false]);
  });

  test("not even an endless loop survives a kill -9 of the runtime", async () => {
    const directory = mkdtempSync(join(tmpdir(), "firstreply-killed-"));
    const runtime = spawn(process.execPath, [join(import.meta.dirname, "looping-runtime.ts"), directory], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = await once(runtime.stdout, "data");
    expect(isAlive(Number(pid))).toBe(true);
    runtime.kill("SIGKILL");
    await soon(() => expect(isAlive(Number(pid))).toBe(false));
    rmSync(directory, { recursive: true });
  });
});

describe("asynchronous invocations", () => {
  test("are tried three times, then told to the failure destination with what was asked and answered", async () => {
    await using bench = await openBench({ asynchronousRetryDelaysSeconds: [0, 0] });
    const name = await bench.add("export const handler = async () => { throw new Error('no'); };");
    await bench.lambda.resources["AWS::Lambda::EventInvokeConfig"]?.({
      logicalId: "Config",
      type: "AWS::Lambda::EventInvokeConfig",
      properties: {
        FunctionName: name,
        Qualifier: "$LATEST",
        DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:eu-west-1:111122223333:failed" } },
      },
    });
    const { requestId } = await bench.lambda.invoke(name, { at: 1 }, { type: "Event" });
    await soon(() => expect(bench.sent).toHaveLength(1));
    expect(bench.lambda.countersOf(name)).toMatchObject({ invocations: 3, errors: 3 });
    expect(bench.sent[0]).toMatchObject({ input: { QueueUrl: "http://127.0.0.1:1/111122223333/failed" } });
    expect(JSON.parse(String(bench.sent[0]?.input["MessageBody"]))).toMatchObject({
      requestContext: { requestId, condition: "RetriesExhausted", approximateInvokeCount: 3 },
      requestPayload: { at: 1 },
      responseContext: { functionError: "Unhandled" },
      responsePayload: { errorMessage: "no" },
    });
  });

  test("the dead-letter queue of a function gets the event itself", async () => {
    await using bench = await openBench({ asynchronousRetryDelaysSeconds: [0, 0] });
    const name = await bench.add("export const handler = async () => { throw new Error('no'); };", {
      DeadLetterConfig: { TargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead" },
    });
    await bench.lambda.invoke(name, { at: 1 }, { type: "Event" });
    await soon(() => expect(bench.sent).toHaveLength(1));
    expect(bench.sent[0]?.input).toMatchObject({
      MessageBody: '{"at":1}',
      MessageAttributes: { ErrorMessage: { StringValue: "no" } },
    });
  });

  test("that a stop has interrupted are taken up by the next runtime", async () => {
    const directory = mkdtempSync(join(tmpdir(), "firstreply-resumed-"));
    const first = await openBench({ directory });
    const name = await first.add("export const handler = async () => { throw new Error('not yet'); };");
    await first.lambda.invoke(name, { kept: true }, { type: "Event" });
    await soon(() => expect(first.lambda.countersOf(name).errors).toBe(1));
    await first[Symbol.asyncDispose]();
    const second = await openBench({ directory, started: false });
    await second.add("export const handler = async (event) => { console.log(JSON.stringify(event)); };");
    await second.lambda.start?.();
    await soon(() => expect(second.lines.map(({ entry }) => entry)).toContainEqual({ kept: true }));
    await second[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });
});

describe("logs", () => {
  test("are kept in a file for each function, and are told line by line with what they say", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      "export const handler = async () => { console.log(JSON.stringify({ event: 'mention.routed' })); process.stdout.write('plain\\n'); };",
    );
    const { requestId } = await bench.lambda.invoke(name, {});
    const file = (): string => readFileSync(join(bench.place.dataDirectory, "logs", `${name}.log`), "utf8");
    // What a function writes and what it answers come by two ways, in no order.
    await expect.poll(file).toContain(`\t${requestId}\tINFO\t{"event":"mention.routed"}\nplain\n`);
    expect(file()).toContain(`START RequestId: ${requestId} Version: $LATEST\n`);
    expect(file()).toMatch(
      /REPORT RequestId: .*\tDuration: [\d.]+ ms\t.*Memory Size: 128 MB\t.*Init Duration: /,
    );
    expect(bench.lines.map(({ entry }) => entry)).toContainEqual({ event: "mention.routed" });
  });

  test("in JSON format carry level and request, and leave out what is below the level", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      "export const handler = async () => { console.info('quiet'); console.warn({ deep: 1 }); console.error(new Error('bad')); };",
      { LoggingConfig: { LogFormat: "JSON", ApplicationLogLevel: "WARN" } },
    );
    const { requestId } = await bench.lambda.invoke(name, {});
    await expect
      .poll(() => bench.lines.map(({ entry }) => entry))
      .toContainEqual(expect.objectContaining({ level: "ERROR", errorMessage: "bad" }));
    const entries = bench.lines.map(({ entry }) => entry);
    expect(entries).toContainEqual(
      expect.objectContaining({ requestId, level: "WARN", message: { deep: 1 } }),
    );
    expect(entries).toContainEqual(expect.objectContaining({ type: "platform.report" }));
    expect(JSON.stringify(entries)).not.toContain("quiet");
  });
});

describe("what a template may not ask for", () => {
  test.each([
    [{ Runtime: "nodejs22.x" }, "Runtime: only nodejs24.x runs here"],
    [{ Layers: ["arn:aws:lambda:eu-west-1:1:layer:x:1"] }, "Layers"],
    [{ Environment: { Variables: { AWS_REGION: "mars" } } }, "Environment.Variables.AWS_REGION"],
    [{ Environment: { Variables: { LONG: "x".repeat(5000) } } }, "4096 bytes"],
    [{ Timeout: 901 }, "Timeout"],
  ])("%j stops the start, naming function and property", async (properties, named) => {
    await using bench = await openBench();
    const refused = bench.add(echo, properties);
    await expect(refused).rejects.toThrow("Function1 (AWS::Lambda::Function)");
    await expect(refused).rejects.toThrow(named);
  });

  test("a function that is not in it cannot be invoked", async () => {
    await using bench = await openBench();
    await expect(bench.lambda.invoke("absent", {})).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });
});

test("a permission is a statement of its function's own policy, as Lambda writes it", async () => {
  await using bench = await openBench();
  const name = await bench.add(echo);
  const { arn } = bench.lambda.definitionOf(name);
  const permit = (logicalId: string, properties: object) =>
    bench.lambda.resources["AWS::Lambda::Permission"]?.({
      logicalId,
      type: "AWS::Lambda::Permission",
      properties: { Action: "lambda:InvokeFunction", FunctionName: name, ...properties },
    });
  const SourceArn = "arn:aws:execute-api:eu-west-1:111122223333:api/*/*/webhooks/{channel}";
  await permit("ByApi", { Principal: "apigateway.amazonaws.com", SourceArn });
  await permit("ByOthers", { Principal: "111122223333", SourceAccount: "111122223333" });
  const invocation = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn };
  expect(bench.lambda.policies.of(arn).flatMap(({ Statement }) => Statement)).toEqual([
    {
      ...invocation,
      Sid: "ByApi",
      Principal: { Service: "apigateway.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": SourceArn } },
    },
    {
      ...invocation,
      Sid: "ByOthers",
      Principal: { AWS: "111122223333" },
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    },
  ]);
  await expect(async () => permit("Nobodys", { FunctionName: "absent", Principal: "*" })).rejects.toThrow(
    "Function not found: absent",
  );
});

describe("the Invoke operation", () => {
  test("answers as the SDKs expect, function errors with a header", async () => {
    await using bench = await openBench();
    const name = await bench.add(
      "export const handler = async (event) => { if (event.bad) throw new Error('no'); return event; };",
    );
    const call = (event: unknown) =>
      bench.lambda.answer?.({
        service: "lambda",
        operation: "Invoke",
        accessKeyId: "k",
        method: "POST",
        path: `/2015-03-31/functions/${name}/invocations`,
        headers: {},
        body: Buffer.from(JSON.stringify(event)),
      });
    expect(await call({ good: 1 })).toMatchObject({ status: 200, body: '{"good":1}' });
    expect(await call({ bad: 1 })).toMatchObject({
      status: 200,
      headers: { "x-amz-function-error": "Unhandled" },
    });
  });
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return stateOf(pid) !== "Z";
  } catch {
    return false;
  }
};

const stateOf = (pid: number | undefined): string | undefined =>
  /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
