/**
 * Carries what is owed. A delivery waits in line, is on its way, or sleeps until its next try; whatever becomes of it
 * is written down before it leaves memory, so stopping or being killed at any point only means another try. At most
 * `atOnce` are on their way, and a target may see one twice.
 */
import type { Delivery, EventStore } from "./event-store.ts";
import type { Timing } from "./timing.ts";

/** What became of a try: nothing more is owed, or it is owed again at that time. */
export type Outcome = { readonly kind: "settled" } | { readonly kind: "again"; readonly at: Date };

export type Courier = {
  readonly carry: (deliveries: readonly Delivery[]) => void;
  /** Takes up nothing more, and resolves when nothing is on its way. */
  readonly stop: () => Promise<void>;
};

type Work = {
  readonly store: Pick<EventStore, "settle" | "postpone">;
  readonly timing: Pick<Timing, "now" | "after">;
  /** Makes one try. Never rejects: what went wrong is an outcome. */
  readonly attempt: (delivery: Delivery) => Promise<Outcome>;
  readonly atOnce: number;
};

export const createCourier = ({ store, timing, attempt, atOnce }: Work): Courier => {
  const line: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const alarms = new Set<() => void>();
  let isStopped = false;

  const carry = (deliveries: readonly Delivery[]): void => {
    for (const delivery of deliveries) {
      const pause = delivery.dueAt.getTime() - timing.now().getTime();
      if (pause <= 0) line.push(delivery);
      else sleep(delivery, pause);
    }
    setOff();
  };

  const sleep = (delivery: Delivery, pause: number): void => {
    const cancel = timing.after(pause, () => {
      alarms.delete(cancel);
      line.push(delivery);
      setOff();
    });
    alarms.add(cancel);
  };

  const setOff = (): void => {
    if (isStopped) return;
    while (underWay.size < atOnce) {
      const delivery = line.shift();
      if (delivery === undefined) return;
      const way = go(delivery).finally(() => {
        underWay.delete(way);
        setOff();
      });
      underWay.add(way);
    }
  };

  const go = async (delivery: Delivery): Promise<void> => {
    const outcome = await attempt(delivery);
    if (outcome.kind === "settled") return store.settle(delivery);
    const again = { ...delivery, retries: delivery.retries + 1, dueAt: outcome.at };
    store.postpone(again);
    if (!isStopped) carry([again]);
  };

  return {
    carry,
    stop: async () => {
      isStopped = true;
      for (const cancel of alarms) cancel();
      await Promise.all(underWay);
    },
  };
};
