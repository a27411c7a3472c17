/** Event source mappings: what polls queues and streams and invokes functions with what it finds. */
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import type { LambdaService } from "../lambda/lambda-service.ts";
import type { LocalPlace, LocalService } from "../local-service.ts";
import { sendToDestination } from "../send-to-destination.ts";
import { createBell } from "./bell.ts";
import { openCheckpoints } from "./checkpoints.ts";
import { discardedRecord } from "./discarded-record.ts";
import { queueFilter, streamFilter, type MatchesPattern } from "./event-filter.ts";
import { readEventSourceMapping, type QueueMapping, type StreamMapping } from "./event-source-mapping.ts";
import { queuePorts } from "./queue-ports.ts";
import { startQueueSource, type EventSource } from "./queue-source.ts";
import { refuseMissingStream, tableOfStream } from "./refuse-missing-stream.ts";
import { streamPorts } from "./stream-ports.ts";
import { startStreamSource } from "./stream-source.ts";

export type EventSourcesOptions = {
  readonly lambda: Pick<LambdaService, "invoke" | "definitionOf">;
  readonly matchesPattern: MatchesPattern;
  /** Calls the listener with the name of every table that was written to. Returns what ends that. */
  readonly onWrite: (listener: (tableName: string) => void) => () => void;
  /** Hears how old the last record of a batch is at each try: what CloudWatch calls the IteratorAge. */
  readonly onIteratorAge?: (functionName: string, milliseconds: number) => void;
  /** How long `stop` waits for invocations that are under way. What is not confirmed by then comes again. */
  readonly graceSeconds?: number;
};

export const eventSourcesService = (place: LocalPlace, options: EventSourcesOptions): LocalService => {
  const mappings: (QueueMapping | StreamMapping)[] = [];
  const running: EventSource[] = [];
  const start = async (mapping: QueueMapping | StreamMapping): Promise<EventSource> =>
    mapping.source === "queue" ? startQueue(place, options, mapping) : startStream(place, options, mapping);

  return {
    name: "event-sources",
    resources: {
      "AWS::Lambda::EventSourceMapping": (resource) => {
        const mapping = readEventSourceMapping(resource);
        mappings.push(mapping);
        const id = uuidOf(`${place.stackName}/${mapping.logicalId}`);
        const arn = `arn:aws:lambda:${place.region}:${place.accountId}:event-source-mapping:${id}`;
        return { ref: id, attributes: { Id: id, EventSourceMappingArn: arn } };
      },
    },
    start: async () => {
      for (const mapping of mappings) if (mapping.enabled) running.push(await start(mapping));
    },
    stop: async () => {
      const stopped = Promise.all(running.splice(0).map((source) => source.stop()));
      const grace = new AbortController();
      const milliseconds = (options.graceSeconds ?? 5) * 1000;
      await Promise.race([stopped, setTimeout(milliseconds, undefined, { signal: grace.signal })]);
      grace.abort();
    },
  };
};

const startQueue = async (
  place: LocalPlace,
  { lambda, matchesPattern }: EventSourcesOptions,
  mapping: QueueMapping,
): Promise<EventSource> => {
  const definition = lambda.definitionOf(mapping.functionName);
  const queue = queuePorts(place, mapping.sourceArn, definition.roleArn);
  const visibilitySeconds = await queue.visibilitySeconds();
  if (visibilitySeconds < definition.timeoutSeconds) {
    throw new Error(
      `${mapping.logicalId}: the queue's visibility timeout of ${visibilitySeconds} s is less than the time-out of ${definition.name}, ${definition.timeoutSeconds} s; Lambda refuses such a mapping`,
    );
  }
  return startQueueSource({
    mapping,
    queue,
    visibilitySeconds,
    wants: queueFilter(mapping.filters, matchesPattern),
    invoke: (event) => lambda.invoke(definition.arn, event),
    trouble: (message) => tellTrouble(place, mapping, message),
  });
};

const startStream = async (
  place: LocalPlace,
  { lambda, matchesPattern, onWrite, onIteratorAge = () => {} }: EventSourcesOptions,
  mapping: StreamMapping,
): Promise<EventSource> => {
  const { arn: functionArn, name: functionName, roleArn } = lambda.definitionOf(mapping.functionName);
  const trouble = (message: string): void => tellTrouble(place, mapping, message);
  const changes = createBell();
  const tableName = tableOfStream(mapping.sourceArn);
  await refuseMissingStream(place, mapping.sourceArn, roleArn);
  const deafen = onWrite((written) => {
    if (written === tableName) changes.ring();
  });
  const source = await startStreamSource({
    mapping,
    changes,
    trouble,
    stream: streamPorts(place, mapping.sourceArn, roleArn),
    checkpoints: openCheckpoints(place.dataDirectory, mapping.logicalId, mapping.sourceArn),
    wants: streamFilter(mapping.filters, matchesPattern),
    batch: {
      invoke: (event) => {
        onIteratorAge(functionName, Date.now() - writtenAt(event.Records.at(-1)));
        return lambda.invoke(functionArn, event);
      },
      now: () => new Date(),
      discard: async (shardId, discarded) => {
        trouble(`gave up ${discarded.records.length} record(s) of ${shardId}: ${discarded.condition}`);
        if (mapping.onFailureArn === undefined) return;
        const where = { functionArn, streamArn: mapping.sourceArn, shardId };
        const record = discardedRecord(discarded, where, new Date());
        await sendToDestination(place, mapping.onFailureArn, roleArn, record).catch((error: unknown) =>
          trouble(`and could not tell ${mapping.onFailureArn}: ${String(error)}`),
        );
      },
    },
  });
  return {
    stop: async () => {
      deafen();
      await source.stop();
    },
  };
};

const Record = z.object({ dynamodb: z.object({ ApproximateCreationDateTime: z.number() }) });

const writtenAt = (record: unknown): number =>
  Record.parse(record).dynamodb.ApproximateCreationDateTime * 1000;

const tellTrouble = (place: LocalPlace, mapping: QueueMapping | StreamMapping, message: string): void =>
  place.report({
    at: new Date(),
    service: "event-sources",
    level: "error",
    message: `${mapping.sourceArn.split(":").at(-1)} → ${mapping.functionName}: ${message}`,
    facts: { mapping: mapping.logicalId },
  });

/** The same id at every start, in the shape of the one Lambda makes up. */
const uuidOf = (name: string): string =>
  createHash("sha256")
    .update(name)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
