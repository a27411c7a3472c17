/** How far each shard of a stream has been handled, kept on disk: what a restart goes on from, kill -9 included. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { writePrivateFile } from "../write-private-file.ts";

/** `after`: the last record that is done with; missing while there is none. `finished`: the shard's end is reached. */
const Checkpoint = z.object({ after: z.string().optional(), finished: z.boolean().optional() });
type Checkpoint = z.infer<typeof Checkpoint>;

const File = z.object({ streamArn: z.string(), shards: z.record(z.string(), Checkpoint) });

export type Checkpoints = {
  /** No runtime has read this stream before. */
  readonly isNew: boolean;
  readonly of: (shardId: string) => Checkpoint;
  readonly set: (shardId: string, checkpoint: Checkpoint) => void;
  /** Forgets the shards that are no longer part of the stream. */
  readonly keepOnly: (shardIds: readonly string[]) => void;
};

export const openCheckpoints = (dataDirectory: string, name: string, streamArn: string): Checkpoints => {
  const directory = join(dataDirectory, "event-sources");
  const path = join(directory, `${name}.json`);
  mkdirSync(directory, { recursive: true });
  const known = existsSync(path) ? File.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
  const isNew = known?.streamArn !== streamArn;
  const shards = new Map(isNew ? [] : Object.entries(known?.shards ?? {}));
  const save = (): void =>
    writePrivateFile(path, JSON.stringify({ streamArn, shards: Object.fromEntries(shards) }));
  return {
    isNew,
    of: (shardId) => shards.get(shardId) ?? {},
    set: (shardId, checkpoint) => {
      shards.set(shardId, checkpoint);
      save();
    },
    keepOnly: (shardIds) => {
      for (const shardId of shards.keys()) if (!shardIds.includes(shardId)) shards.delete(shardId);
      save();
    },
  };
};
