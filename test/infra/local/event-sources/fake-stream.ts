/** A table's stream behind `callAws`: shards of records, read by iterators that are plain positions. */
import type { CallAws } from "../../../../infra/local/gateway/aws-call.ts";
import { streamArn } from "./mapping-bench.ts";

type Change = { readonly sequence: string; readonly key: string; readonly at: Date };
type FakeShard = {
  readonly id: string;
  readonly parent?: string;
  closed: boolean;
  readonly changes: Change[];
};

export type FakeStream = {
  readonly callAws: CallAws;
  /** Writes items with these keys; the number in the sequence numbers is the order of writing. */
  readonly write: (...keys: string[]) => void;
  readonly writeAt: (at: Date, ...keys: string[]) => void;
  /** Closes the open shard; what is written from then on is in its child. */
  readonly split: () => void;
  /** What was put on the failure destination. */
  readonly told: Record<string, unknown>[];
  readonly reads: () => number;
  readonly onWrite: (listener: (tableName: string) => void) => () => void;
  /** Iterators given out so far are too old from now on. */
  readonly expireIterators: () => void;
};

export const fakeStream = (fail: (code: string) => Error): FakeStream => {
  const shards: FakeShard[] = [{ id: "shard-1", closed: false, changes: [] }];
  const told: Record<string, unknown>[] = [];
  const listeners = new Set<(tableName: string) => void>();
  let written = 0;
  let reads = 0;
  let era = 0;

  const open = (): FakeShard => shards.at(-1) ?? shards[0] ?? { id: "", closed: true, changes: [] };

  const getRecords = (iterator: string, limit: number): Record<string, unknown> => {
    reads += 1;
    const [id, position, itsEra] = iterator.split("|");
    if (Number(itsEra) !== era) throw fail("ExpiredIteratorException");
    const shard = shards.find((candidate) => candidate.id === id) ?? open();
    const start = Number(position);
    const changes = shard.changes.slice(start, start + Math.min(limit, 3));
    const end = start + changes.length;
    const isOver = shard.closed && end === shard.changes.length;
    return {
      Records: changes.map(recordOf),
      ...(!isOver && { NextShardIterator: `${id}|${end}|${era}` }),
    };
  };

  const iteratorOf = (input: Readonly<Record<string, unknown>>): string => {
    const shard = shards.find(({ id }) => id === input["ShardId"]) ?? open();
    const after = shard.changes.findIndex(({ sequence }) => sequence === input["SequenceNumber"]);
    return `${shard.id}|${after + 1}|${era}`;
  };

  const callAws: CallAws = async (service, operation, input) => {
    if (service === "sqs") {
      told.push(JSON.parse(String(input["MessageBody"])));
      return {};
    }
    if (operation === "ListStreams") return { Streams: [{ StreamArn: streamArn }] };
    if (operation === "DescribeStream") {
      return {
        StreamDescription: {
          KeySchema: [
            { AttributeName: "pk", KeyType: "HASH" },
            { AttributeName: "sk", KeyType: "RANGE" },
          ],
          Shards: shards.map(({ id, parent }) => ({ ShardId: id, ...(parent && { ParentShardId: parent }) })),
        },
      };
    }
    if (operation === "GetShardIterator") return { ShardIterator: iteratorOf(input) };
    return getRecords(String(input["ShardIterator"]), Number(input["Limit"]));
  };

  const writeAt = (at: Date, ...keys: string[]): void => {
    for (const key of keys) {
      written += 1;
      open().changes.push({ sequence: `${1000 + written}`, key, at });
    }
    for (const listener of listeners) listener("conversations");
  };

  return {
    callAws,
    told,
    writeAt,
    write: (...keys) => writeAt(new Date(), ...keys),
    split: () => {
      const parent = open();
      parent.closed = true;
      shards.push({ id: `shard-${shards.length + 1}`, parent: parent.id, closed: false, changes: [] });
    },
    reads: () => reads,
    onWrite: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    expireIterators: () => void (era += 1),
  };
};

const recordOf = ({ sequence, key, at }: Change) => ({
  eventID: sequence,
  eventName: "INSERT",
  eventVersion: "1.1",
  eventSource: "aws:dynamodb",
  awsRegion: "eu-west-1",
  dynamodb: {
    ApproximateCreationDateTime: at.getTime() / 1000,
    Keys: { pk: { S: key }, sk: { S: sequence } },
    NewImage: { pk: { S: key }, sk: { S: sequence } },
    SequenceNumber: sequence,
    SizeBytes: 10,
    StreamViewType: "NEW_IMAGE",
  },
});
