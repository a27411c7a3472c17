/** Whether every deadline is rung: by what the sweeps remember in the table, and by what should have rung and has not. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDueIndex } from "../../../shared/aws/table/dynamo-due-index.ts";
import type { DeadlineReached } from "../../../shared/contracts/deadline-reached.ts";
import { spanText } from "../../../shared/domain/span-text.ts";
import { firstPosition } from "../../../shared/domain/sweeping/sweep-progress.ts";
import { ok, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

/** A missed deadline is handed over again a minute later, and a minute after that; what is here still is stuck. */
const toleranceSeconds = 120;
const perShard = 100;

export const deadlines: Check = {
  name: "deadlines",
  look: async ({ client, output }) => {
    const index = dynamoDueIndex(new DynamoDBClient(client), output("ConversationsTableName"));
    const now = new Date();
    const until = new Date(now.getTime() - toleranceSeconds * 1000);
    const swept = await Promise.all(index.shards.map((shard) => index.progressOf(shard)));
    const late = await Promise.all(
      index.shards.map((shard) => index.page({ shard, after: firstPosition, until, limit: perShard })),
    );
    const marks = swept.map(({ armedUntil }) => new Date(armedUntil.dueAt));
    const overdue = late.flatMap(({ deadlines: ofShard }) => ofShard);
    return [judgeSweeper(marks, now), judgeOverdue(overdue, now)];
  },
};

/** A sweep looks 150 seconds ahead: a mark that lies in the past is older than two sweeps. */
export const judgeSweeper = (marks: readonly Date[], now: Date): Finding => {
  const check = "sweeper";
  const earliest = Math.min(...marks.map((mark) => mark.getTime()));
  const next =
    "look whether the rule that runs sweep-deadlines every minute is enabled, then at its log and dead letters";
  if (earliest === 0)
    return wrong(check, "has never run; it does within two minutes of the first deploy", next);
  const ahead = Math.round((earliest - now.getTime()) / 1000);
  return ahead > 0
    ? ok(check, `has handed over what is due in the next ${spanText(ahead)}`)
    : wrong(check, `is silent: what fell due in the last ${spanText(-ahead)} was not handed over`, next);
};

export const judgeOverdue = (late: readonly DeadlineReached[], now: Date): Finding => {
  const check = "deadlines";
  const [oldest] = late.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
  if (oldest === undefined) return ok(check, "none is overdue");
  const span = spanText(Math.round((now.getTime() - Date.parse(oldest.dueAt)) / 1000));
  return wrong(
    check,
    `${late.length} should have rung, the oldest ${span} ago (${oldest.conversationId})`,
    "look at the log of ring-deadline and at `dead-letters show deadline`",
  );
};
