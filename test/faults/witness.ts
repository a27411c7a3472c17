/** Sees what a pipeline does while it does it: what its bus is told, and when its deadlines are rung. */
import * as z from "zod";
import type { Interceptor } from "../../infra/local/gateway/interceptor.ts";
import type { Runtime } from "../../infra/local/runtime.ts";
import { Clock } from "../../shared/domain/clocks/clock.ts";
import { breachesIn, headsIn, headWrites, type WrittenBreach } from "./written-heads.ts";

/** An event as the bus accepted it; copies of one event share the id. */
export type Told = z.infer<typeof Told>;
const Told = z.object({
  detailType: z.string(),
  id: z.string(),
  conversationId: z.string(),
  version: z.number(),
  mention: z.object({ id: z.string() }).optional(),
  clock: Clock.optional(),
  pageId: z.string().optional(),
});

/** A call that writes a breach into the table: nothing can be rung earlier than it is made. */
export type Breach = WrittenBreach & { readonly at: Date };

export type Witness = {
  /** Put it between the gateway and its services. */
  readonly interceptor: Interceptor;
  /** Listens to the pipeline's bus from now on. */
  readonly listen: (runtime: Pick<Runtime, "onEvent">) => void;
  readonly told: readonly Told[];
  readonly breaches: readonly Breach[];
  /** Commits that had nothing to tell, as `<conversation> <version>`. */
  readonly silent: ReadonlySet<string>;
  /** Everything seen so far is of the past. */
  readonly forget: () => void;
};

export const createWitness = (): Witness => {
  const told: Told[] = [];
  const breaches: Breach[] = [];
  const silent = new Set<string>();
  return {
    interceptor: async (call, next) => {
      if (call.service !== "dynamodb" || !headWrites.has(call.operation)) return next(call);
      breaches.push(...breachesIn(call.body).map((breach) => ({ ...breach, at: new Date() })));
      const answer = await next(call);
      for (const commit of silentIn(call.body)) silent.add(commit);
      return answer;
    },
    listen: ({ onEvent }) => {
      onEvent(({ detailType, event }) => {
        const { detail } = Event.parse(JSON.parse(event));
        if (detail["conversationId"] !== undefined) told.push(Told.parse({ detailType, ...detail }));
      });
    },
    told,
    breaches,
    silent,
    forget: () => {
      told.length = 0;
      breaches.length = 0;
      silent.clear();
    },
  };
};

const Event = z.object({ detail: z.record(z.string(), z.unknown()) });

/** Commits that have nothing to tell, as `<conversation> <version>`. */
const silentIn = (body: Uint8Array): string[] =>
  headsIn(body).flatMap(({ conversationId, version, events }) =>
    events.length === 0 ? [`${conversationId} ${version}`] : [],
  );
