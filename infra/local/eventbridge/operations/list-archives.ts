import * as z from "zod";
import type { EventStore } from "../event-store.ts";
import type { Registry } from "../registry.ts";
import { describedArchive } from "./described-archive.ts";

const Input = z.object({ NamePrefix: z.string().default(""), EventSourceArn: z.string().optional() });

type Parts = { readonly registry: Registry; readonly store: Pick<EventStore, "archiveSize"> };

export const listArchives =
  ({ registry, store }: Parts) =>
  (input: unknown): unknown => {
    const { NamePrefix, EventSourceArn } = Input.parse(input);
    const archives = [...registry.archives.values()].filter(
      ({ name, busArn }) =>
        name.startsWith(NamePrefix) && (EventSourceArn === undefined || EventSourceArn === busArn),
    );
    return { Archives: archives.map((archive) => describedArchive(store, archive)) };
  };
