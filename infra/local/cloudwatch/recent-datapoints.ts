import type { Datapoint } from "./datapoint.ts";

export type RecentDatapoints = {
  readonly add: (of: string, value: number) => void;
  readonly read: (of: string) => readonly Datapoint[];
};

const minute = 60_000;
const keptMinutes = 15;

/** Remembers the worst of each of the last minutes: nobody can ask CloudWatch for more of these metrics either. */
export const recentDatapoints = (now: () => Date = () => new Date()): RecentDatapoints => {
  const measured = new Map<string, Map<number, number>>();
  const thisMinute = (): number => Math.floor(now().getTime() / minute) * minute;
  const forgetOld = (minutes: Map<number, number>): void => {
    for (const at of minutes.keys()) if (at <= thisMinute() - keptMinutes * minute) minutes.delete(at);
  };
  return {
    add: (of, value) => {
      const minutes = measured.get(of) ?? new Map<number, number>();
      const at = thisMinute();
      minutes.set(at, Math.max(value, minutes.get(at) ?? value));
      forgetOld(minutes);
      measured.set(of, minutes);
    },
    read: (of) => {
      const minutes = measured.get(of) ?? new Map<number, number>();
      forgetOld(minutes);
      return [...minutes].map(([at, value]) => ({ at: new Date(at), value }));
    },
  };
};
