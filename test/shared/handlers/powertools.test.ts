import { expect, test, vi } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import * as z from "zod";

// A logger that has not seen an invocation: one remembers its request.
vi.resetModules();
const { logger, telemetry } = await import("../../../shared/handlers/powertools.ts");

/** The lines that are written while `work` runs, parsed. */
const linesOf = (work: () => void): unknown[] => {
  const lines: unknown[] = [];
  const original = { info: logger["console"].info, warn: logger["console"].warn };
  Object.assign(logger["console"], {
    info: (line: string) => lines.push(JSON.parse(line)),
    warn: (line: string) => lines.push(JSON.parse(line)),
  });
  work();
  Object.assign(logger["console"], original);
  return lines;
};

test("a line says what happened, when and where, and nothing the log group says already", () => {
  const [line] = linesOf(() => telemetry.note("mention.routed", { id: "x:1" }));
  expect(line).toEqual({
    level: "INFO",
    event: "mention.routed",
    timestamp: expect.any(String),
    service: expect.any(String),
    id: "x:1",
  });
});

test("a failure keeps its causes, and never quotes the data that broke a schema", () => {
  const broken = z.object({ text: z.number() }).safeParse({ text: "my card is 4111" });
  const failure = new PermanentError("the message breaks its contract", { cause: broken.error });
  const [line] = linesOf(() => telemetry.warn("record.failed", failure));
  expect(line).toMatchObject({
    level: "WARN",
    cause: "PermanentError: the message breaks its contract < ZodError: the data does not fit its schema",
  });
});

test("what is counted for a channel is one metric line of its own, with the service and the channel", () => {
  const lines: string[] = [];
  const stdout = process.stdout;
  const replaced = Object.assign(Object.create(null), { write: stdout.write.bind(stdout) });
  Object.assign(stdout, { write: (line: string) => lines.push(line) });
  telemetry.countFor("x", "WebhooksReceived");
  Object.assign(stdout, replaced);
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    {
      _aws: { CloudWatchMetrics: [{ Dimensions: [["service", "channel"]], Metrics: [{ Unit: "Count" }] }] },
      channel: "x",
      WebhooksReceived: 1,
    },
  ]);
});
