/**
 * An event source mapping from a table's stream: a reader for each shard, a child's after its parent's is through, so
 * that the changes of a key keep their order from shard to shard.
 */
import { createBell } from "./bell.ts";
import type { Checkpoints } from "./checkpoints.ts";
import type { EventSource } from "./queue-source.ts";
import { readShard, type ShardReaderOptions } from "./shard-reader.ts";
import type { Shard, StreamPorts } from "./stream-ports.ts";

export type StreamSourceOptions = Omit<ShardReaderOptions, "stream" | "signal"> & {
  readonly stream: StreamPorts;
};

/** AWS closes a shard after four hours; a new one is found this much later at most. */
const lookMilliseconds = 10_000;

/** Resolves when reading has a definite beginning: from then on no record is missed, whatever happens. */
export const startStreamSource = async (options: StreamSourceOptions): Promise<EventSource> => {
  const { stream, checkpoints, mapping, trouble } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const readers = new Map<string, Promise<void>>();
  const shardEnded = createBell();

  const first = await stream.shards();
  if (checkpoints.isNew) await settleBeginnings(stream, checkpoints, first, mapping.startingPosition);

  const follow = async (): Promise<void> => {
    while (!signal.aborted) {
      const heard = shardEnded.rings();
      try {
        startReaders(await stream.shards());
      } catch (error) {
        trouble(String(error));
      }
      await shardEnded.sleep(heard, lookMilliseconds, signal);
    }
  };

  const startReaders = (shards: readonly Shard[]): void => {
    const ids = shards.map(({ id }) => id);
    checkpoints.keepOnly(ids);
    for (const { id, parentId } of shards) {
      const isParentDone =
        parentId === undefined || !ids.includes(parentId) || checkpoints.of(parentId).finished === true;
      if (readers.has(id) || checkpoints.of(id).finished === true || !isParentDone) continue;
      const reader = readShard({ ...options, signal }, id).finally(() => {
        readers.delete(id);
        shardEnded.ring();
      });
      readers.set(id, reader);
    }
  };

  const following = follow();
  return {
    stop: async () => {
      stopping.abort();
      await following;
      await Promise.all(readers.values());
    },
  };
};

/**
 * LATEST is made a place in the stream once, at the first start. Asked for again at every start, it would skip what was
 * written while no runtime ran.
 */
const settleBeginnings = async (
  stream: StreamPorts,
  checkpoints: Checkpoints,
  shards: readonly Shard[],
  from: "TRIM_HORIZON" | "LATEST",
): Promise<void> => {
  for (const { id } of shards) {
    checkpoints.set(id, from === "LATEST" ? await endOf(stream, id) : {});
  }
};

const endOf = async (
  stream: StreamPorts,
  shardId: string,
): Promise<{ after?: string; finished?: boolean }> => {
  let after: string | undefined;
  let iterator: string | undefined = await stream.iterator(shardId, {});
  while (iterator !== undefined) {
    const page = await stream.page(iterator);
    after = page?.records.at(-1)?.sequenceNumber ?? after;
    if (page?.next !== undefined && page.records.length === 0) break;
    if (page !== undefined && page.next === undefined)
      return { ...(after !== undefined && { after }), finished: true };
    iterator = page?.next;
  }
  return after === undefined ? {} : { after };
};
