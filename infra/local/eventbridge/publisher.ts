/** Takes events in: finds who wants them, writes that down, and only then lets the courier go and others hear of it. */
import type { Courier } from "./courier.ts";
import type { EventStore, NewDelivery, Replay } from "./event-store.ts";
import { parseJson } from "./exact-json.ts";
import { fieldsOf, type EventFields } from "./pattern/event-fields.ts";
import type { Registry, Rule } from "./registry.ts";
import type { Timing } from "./timing.ts";

export type Publication = {
  readonly busName: string;
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly time: Date;
  /** The event's JSON, envelope and all. */
  readonly event: string;
};

/** An event a bus has accepted. */
export type AcceptedEvent = Publication & {
  /** The names of the rules it matched. */
  readonly rules: readonly string[];
  /** Whether an archive of its bus keeps it. */
  readonly isArchived: boolean;
};

type Parts = {
  readonly registry: Registry;
  readonly store: Pick<EventStore, "accept">;
  readonly courier: Pick<Courier, "carry">;
  readonly timing: Pick<Timing, "now">;
  readonly tell: (accepted: AcceptedEvent) => void;
};

export type Publisher = ReturnType<typeof createPublisher>;

export const createPublisher = ({ registry, store, courier, timing, tell }: Parts) => {
  const owedBy = (rules: readonly Rule[], event: string): readonly NewDelivery[] =>
    rules.flatMap((rule) =>
      rule.targets.map(({ Id: targetId }) => ({
        ruleArn: rule.arn,
        targetId,
        event,
        acceptedAt: timing.now(),
      })),
    );

  const archivedBy = ({ busName, time, event }: Publication, fields: EventFields) =>
    registry.matchingArchives(busName, fields).map(({ arn: archiveArn }) => ({ archiveArn, time, event }));

  return {
    /** Resolves the wishes of all rules and archives for these events in one step. */
    publish: (publications: readonly Publication[]): void => {
      const routed = publications.map((publication) => {
        const fields = fieldsOf(parseJson(publication.event));
        const rules = registry.matchingRules(publication.busName, fields);
        return { publication, rules, archived: archivedBy(publication, fields) };
      });
      const owed = store.accept({
        deliveries: routed.flatMap(({ publication, rules }) => owedBy(rules, publication.event)),
        archived: routed.flatMap(({ archived }) => archived),
      });
      courier.carry(owed);
      for (const { publication, rules, archived } of routed)
        tell({ ...publication, rules: rules.map(({ name }) => name), isArchived: archived.length > 0 });
    },

    /** Delivers to the targets of one rule, whatever its pattern: its schedule came due. */
    publishTo: (rule: Rule, publication: Publication): void => {
      courier.carry(store.accept({ deliveries: owedBy([rule], publication.event) }));
      tell({ ...publication, rules: [rule.name], isArchived: false });
    },

    /** Tells archived events again to the bus's rules, or to those the replay names. They are not archived anew. */
    replay: (replay: Replay, busName: string, events: readonly string[]): void => {
      const isWanted = ({ arn }: Rule): boolean =>
        replay.filterArns.length === 0 || replay.filterArns.includes(arn);
      const deliveries = events.flatMap((event) =>
        owedBy(registry.matchingRules(busName, fieldsOf(parseJson(event))).filter(isWanted), event),
      );
      courier.carry(store.accept({ deliveries, replay }));
    },
  };
};
