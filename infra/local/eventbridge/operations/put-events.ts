import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { LocalPlace } from "../../local-service.ts";
import { eventText } from "../bus-event.ts";
import { entryBytes, PutEventsEntry, refusalOf } from "../judge-entry.ts";
import type { Publication, Publisher } from "../publisher.ts";
import type { Registry } from "../registry.ts";
import type { Timing } from "../timing.ts";

const Input = z.object({ Entries: z.array(PutEventsEntry).min(1).max(10) });

const largestRequestBytes = 1024 * 1024;

type Parts = {
  readonly place: Pick<LocalPlace, "region" | "accountId">;
  readonly registry: Pick<Registry, "buses" | "busNamed">;
  readonly publisher: Pick<Publisher, "publish">;
  readonly timing: Pick<Timing, "now">;
};

/** Takes each entry or says why not; what it answers with an EventId is written down by then. */
export const putEvents =
  (parts: Parts) =>
  (input: unknown): unknown => {
    const { Entries } = Input.parse(input);
    if (Entries.reduce((bytes, entry) => bytes + entryBytes(entry), 0) > largestRequestBytes)
      throw new AwsError({
        code: "ValidationException",
        message: "Total size of the entries in the request is over the limit.",
      });
    const hasBus = (name: string): boolean => parts.registry.buses.has(parts.registry.busNamed(name));
    const judged = Entries.map((entry) => refusalOf(entry, hasBus) ?? publicationOf(parts, entry));
    parts.publisher.publish(judged.filter((result) => "event" in result));
    return {
      FailedEntryCount: judged.filter((result) => "ErrorCode" in result).length,
      Entries: judged.map((result) => ("event" in result ? { EventId: result.id } : result)),
    };
  };

const publicationOf = ({ place, registry, timing }: Parts, entry: PutEventsEntry): Publication => {
  const { Source: source = "", DetailType: detailType = "", Detail: detail = "", Resources, Time } = entry;
  const id = randomUUID();
  const time = Time === undefined ? timing.now() : new Date(Time * 1000);
  const { region, accountId: account } = place;
  const event = eventText({ id, source, detailType, account, time, region, resources: Resources, detail });
  return { busName: registry.busNamed(entry.EventBusName), id, source, detailType, time, event };
};
