import { describe, expect, test } from "vitest";
import { hearReports } from "../../shared/domain/outages/hear-reports.ts";
import { nothingReported, type OutageWatch } from "../../shared/domain/outages/outage-watch.ts";
import type { OutageWatches } from "../../shared/ports/outage-watches.ts";
import { aFaultReport } from "../builders/a-fault-report.ts";

/** A watch with something in every part of it: reports that are usual, that wait, and that make an outage. */
const aWatch = (version: number): OutageWatch => {
  const earlier = [1, 2].map((number) =>
    aFaultReport(number, { text: "my card is declined again", minute: -60 }),
  );
  const reports = [1, 2, 3, 4, 5, 6].map((number) => aFaultReport(number + 10, { minute: number }));
  const { watch } = hearReports(nothingReported("brand"), [...earlier, ...reports]);
  return { ...(watch ?? nothingReported("brand")), version };
};

/** What every OutageWatches must do. `fresh` gives one that remembers nothing. */
export const outageWatchesContract = (name: string, fresh: () => Promise<OutageWatches>): void => {
  describe(`what is remembered of fault reports (${name})`, () => {
    test("is nothing at first", async () => {
      expect(await (await fresh()).load("brand")).toEqual(nothingReported("brand"));
    });

    test("comes back as it was committed, each brand its own", async () => {
      const watches = await fresh();
      const watch = aWatch(1);
      expect(watch.outages).toMatchObject([{ count: 6, news: "opened" }]);
      expect(await watches.commit(watch)).toBe("committed");
      expect(await watches.load("brand")).toEqual(watch);
      expect(await watches.load("other")).toEqual(nothingReported("other"));
    });

    test("takes the version behind the one it has, and no other", async () => {
      const watches = await fresh();
      expect(await watches.commit(aWatch(2))).toBe("conflict");
      expect(await watches.commit(aWatch(1))).toBe("committed");
      expect(await watches.commit(aWatch(1))).toBe("conflict");
      expect(await watches.commit(aWatch(3))).toBe("conflict");
      expect(await watches.commit(aWatch(2))).toBe("committed");
    });

    test("lets exactly one of many concurrent commits through", async () => {
      const watches = await fresh();
      const results = await Promise.all(Array.from({ length: 10 }, () => watches.commit(aWatch(1))));
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
    });
  });
};
