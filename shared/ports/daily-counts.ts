import type { DailyCount } from "../domain/reports/daily-report.ts";

/** What a team's days came to, as commits have counted it. Reads see every commit that came before them. */
export type DailyCounts = {
  /** Of the days `from` to `to`, both ISO dates and both included; a day may come in several pieces. */
  readonly between: (team: string, from: string, to: string) => Promise<readonly DailyCount[]>;
};
