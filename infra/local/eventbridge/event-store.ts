/**
 * What EventBridge may not forget, in one file: each delivery from the moment its event is accepted until its target
 * has it, archived events for as long as their archive keeps them, and replays. A killed process loses nothing of it
 * (write-ahead log; a machine that loses power may lose the last moment).
 */
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";

export type NewDelivery = {
  readonly ruleArn: string;
  readonly targetId: string;
  /** The event's JSON. */
  readonly event: string;
  readonly acceptedAt: Date;
};

export type Delivery = NewDelivery & { readonly id: number; readonly retries: number; readonly dueAt: Date };

export type ArchivedEvent = { readonly archiveArn: string; readonly time: Date; readonly event: string };

export type Replay = {
  readonly name: string;
  readonly archiveArn: string;
  readonly busArn: string;
  readonly filterArns: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly startedAt: Date;
};

export type EventStore = ReturnType<typeof openEventStore>;

const tables = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table if not exists deliveries (
    id integer primary key, rule_arn text not null, target_id text not null, event text not null,
    accepted_at integer not null, retries integer not null, due_at integer not null);
  create table if not exists archived (archive_arn text not null, time integer not null, event text not null);
  create index if not exists archived_by_time on archived (archive_arn, time);
  create table if not exists replays (name text primary key, replay text not null);
`;

const Instant = z.number().transform((milliseconds) => new Date(milliseconds));

const DeliveryRow = z
  .object({
    id: z.number(),
    rule_arn: z.string(),
    target_id: z.string(),
    event: z.string(),
    accepted_at: Instant,
    retries: z.number(),
    due_at: Instant,
  })
  .transform(
    ({
      rule_arn: ruleArn,
      target_id: targetId,
      accepted_at: acceptedAt,
      due_at: dueAt,
      ...row
    }): Delivery => ({
      ...row,
      ruleArn,
      targetId,
      acceptedAt,
      dueAt,
    }),
  );

const ReplayRow = z.object({
  name: z.string(),
  archiveArn: z.string(),
  busArn: z.string(),
  filterArns: z.array(z.string()),
  from: z.coerce.date(),
  to: z.coerce.date(),
  startedAt: z.coerce.date(),
});

export const openEventStore = (file: string) => {
  const database = new DatabaseSync(file);
  database.exec(tables);
  const insertDelivery = database.prepare(
    "insert into deliveries (rule_arn, target_id, event, accepted_at, retries, due_at) values (?, ?, ?, ?, 0, ?)",
  );
  const insertArchived = database.prepare("insert into archived (archive_arn, time, event) values (?, ?, ?)");
  const insertReplay = database.prepare("insert into replays (name, replay) values (?, ?)");

  const addDelivery = (delivery: NewDelivery): Delivery => {
    const { ruleArn, targetId, event, acceptedAt } = delivery;
    const at = acceptedAt.getTime();
    const { lastInsertRowid } = insertDelivery.run(ruleArn, targetId, event, at, at);
    return { ...delivery, id: Number(lastInsertRowid), retries: 0, dueAt: acceptedAt };
  };

  const atOnce = <Result>(work: () => Result): Result => {
    database.exec("begin immediate");
    try {
      const result = work();
      database.exec("commit");
      return result;
    } catch (error) {
      database.exec("rollback");
      throw error;
    }
  };

  return {
    /** Everything that follows from one call, or nothing of it. Returns the deliveries that are now owed. */
    accept: (accepted: {
      readonly deliveries: readonly NewDelivery[];
      readonly archived?: readonly ArchivedEvent[];
      readonly replay?: Replay;
    }): readonly Delivery[] =>
      atOnce(() => {
        for (const { archiveArn, time, event } of accepted.archived ?? [])
          insertArchived.run(archiveArn, time.getTime(), event);
        if (accepted.replay !== undefined)
          insertReplay.run(accepted.replay.name, JSON.stringify(accepted.replay));
        return accepted.deliveries.map(addDelivery);
      }),
    owed: (): readonly Delivery[] =>
      database
        .prepare("select * from deliveries order by id")
        .all()
        .map((row) => DeliveryRow.parse(row)),
    postpone: ({ id, retries, dueAt }: Delivery): void =>
      void database
        .prepare("update deliveries set retries = ?, due_at = ? where id = ?")
        .run(retries, dueAt.getTime(), id),
    settle: ({ id }: Delivery): void => void database.prepare("delete from deliveries where id = ?").run(id),

    archivedBetween: (archiveArn: string, from: Date, to: Date): readonly string[] =>
      database
        .prepare(
          "select event from archived where archive_arn = ? and time between ? and ? order by time, rowid",
        )
        .all(archiveArn, from.getTime(), to.getTime())
        .map((row) => z.string().parse(row["event"])),
    archiveSize: (archiveArn: string): { readonly events: number; readonly bytes: number } =>
      z
        .object({ events: z.number(), bytes: z.number() })
        .parse(
          database
            .prepare(
              "select count(*) as events, coalesce(sum(octet_length(event)), 0) as bytes from archived where archive_arn = ?",
            )
            .get(archiveArn),
        ),
    forgetBefore: (archiveArn: string, time: Date): void =>
      void database
        .prepare("delete from archived where archive_arn = ? and time < ?")
        .run(archiveArn, time.getTime()),

    replayNamed: (name: string): Replay | undefined => {
      const row = database.prepare("select replay from replays where name = ?").get(name);
      return row === undefined ? undefined : ReplayRow.parse(JSON.parse(z.string().parse(row["replay"])));
    },
    close: (): void => database.close(),
  };
};
