/** Sees what a pipeline does while it does it: what its bus is told, and when its deadlines are rung. */
import * as z from "zod";
import type { Interceptor } from "../../infra/local/gateway/interceptor.ts";
import type { Runtime } from "../../infra/local/runtime.ts";
import { Clock } from "../../shared/domain/clocks/clock.ts";

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
export type Breach = { readonly conversationId: string; readonly dueAt: string; readonly at: Date };

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
      if (call.service !== "dynamodb" || call.operation !== "PutItem") return next(call);
      const body = Buffer.from(call.body).toString();
      breaches.push(...breachesIn(body, new Date()));
      const answer = await next(call);
      for (const commit of silentIn(body)) silent.add(commit);
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

const text = z.object({ S: z.string() });
const HeadWrite = z.object({
  Item: z.object({
    pk: text,
    conversation: z.object({
      M: z.object({
        version: z.object({ N: z.string() }),
        events: z.object({
          L: z.array(
            z.object({
              M: z.object({ type: text, clock: z.object({ M: z.object({ dueAt: text }) }).optional() }),
            }),
          ),
        }),
      }),
    }),
  }),
});

const breachesIn = (body: string, at: Date): Breach[] => {
  const head = HeadWrite.safeParse(JSON.parse(body));
  if (!head.success) return [];
  const { pk, conversation } = head.data.Item;
  return conversation.M.events.L.flatMap(({ M: { type, clock } }) =>
    type.S === "DeadlineBreached" && clock !== undefined
      ? [{ conversationId: pk.S, dueAt: clock.M.dueAt.S, at }]
      : [],
  );
};

const silentIn = (body: string): string[] => {
  const head = HeadWrite.safeParse(JSON.parse(body));
  if (!head.success) return [];
  const { pk, conversation } = head.data.Item;
  return conversation.M.events.L.length === 0 ? [`${pk.S} ${conversation.M.version.N}`] : [];
};
