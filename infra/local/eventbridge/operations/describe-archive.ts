import * as z from "zod";
import type { EventStore } from "../event-store.ts";
import type { Registry } from "../registry.ts";
import { describedArchive } from "./described-archive.ts";
import { notFound } from "./not-found.ts";

const Input = z.object({ ArchiveName: z.string() });

type Parts = {
  readonly registry: Pick<Registry, "archives">;
  readonly store: Pick<EventStore, "archiveSize">;
};

export const describeArchive =
  ({ registry, store }: Parts) =>
  (input: unknown): unknown => {
    const { ArchiveName } = Input.parse(input);
    const archive = [...registry.archives.values()].find(({ name }) => name === ArchiveName);
    if (archive === undefined) throw notFound(`Archive ${ArchiveName} does not exist.`);
    const { arn, description, pattern } = archive;
    return {
      ...describedArchive(store, archive),
      ArchiveArn: arn,
      Description: description,
      EventPattern: pattern === undefined ? undefined : JSON.stringify(pattern),
    };
  };
