import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll } from "vitest";
import { openDynamodb, type DynamodbService } from "../../../../infra/local/dynamodb/dynamodb-service.ts";
import { dynamoChannelMemories } from "../../../../shared/aws/table/dynamo-channel-memories.ts";
import { dynamoConversationStore } from "../../../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoDailyCounts } from "../../../../shared/aws/table/dynamo-daily-counts.ts";
import { dynamoDayBudget } from "../../../../shared/aws/table/dynamo-day-budget.ts";
import { dynamoDueIndex } from "../../../../shared/aws/table/dynamo-due-index.ts";
import { dynamoFeedbackShelf } from "../../../../shared/aws/table/dynamo-feedback-shelf.ts";
import { dynamoLinkShelf } from "../../../../shared/aws/table/dynamo-link-shelf.ts";
import { dynamoNoticeBook } from "../../../../shared/aws/table/dynamo-notice-book.ts";
import { dynamoOutageWatches } from "../../../../shared/aws/table/dynamo-outage-watches.ts";
import { dynamoPageGroups } from "../../../../shared/aws/table/dynamo-page-groups.ts";
import { dynamoRefreshLeases } from "../../../../shared/aws/table/dynamo-refresh-leases.ts";
import { withGatheredCommits } from "../../../../shared/aws/table/gathered-commits.ts";
import { withGatheredLoads } from "../../../../shared/aws/table/gathered-loads.ts";
import { dynamoRosterChanges } from "../../../../shared/aws/table/dynamo-roster-changes.ts";
import { dynamoRosterFeeds } from "../../../../shared/aws/table/dynamo-roster-feeds.ts";
import { dynamoTeamInbox } from "../../../../shared/aws/table/dynamo-team-inbox.ts";
import { systemWallClock } from "../../../../shared/aws/system-wall-clock.ts";
import { channelMemoriesContract } from "../../../contracts/channel-memories.contract.ts";
import { conversationStoreContract } from "../../../contracts/conversation-store.contract.ts";
import { dailyCountsContract } from "../../../contracts/daily-counts.contract.ts";
import { dayBudgetContract } from "../../../contracts/day-budget.contract.ts";
import { dueIndexContract } from "../../../contracts/due-index.contract.ts";
import { feedbackShelfContract } from "../../../contracts/feedback-shelf.contract.ts";
import { linkShelfContract } from "../../../contracts/link-shelf.contract.ts";
import { noticeBookContract } from "../../../contracts/notice-book.contract.ts";
import { outageWatchesContract } from "../../../contracts/outage-watches.contract.ts";
import { pageGroupsContract } from "../../../contracts/page-groups.contract.ts";
import { refreshLeasesContract } from "../../../contracts/refresh-leases.contract.ts";
import { rosterChangesContract } from "../../../contracts/roster-changes.contract.ts";
import { rosterFeedsContract } from "../../../contracts/roster-feeds.contract.ts";
import { teamInboxContract } from "../../../contracts/team-inbox.contract.ts";
import { openTestAws, openTestFolder } from "../../../infra/local/gateway/open-test-aws.ts";
import { resourceNamed, synthesized } from "../../../infra/constructs/synthesized.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let dynamodb: DynamodbService;
let client: DynamoDBClient;

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  dynamodb = await openDynamodb(aws.place);
  aws.gateway.serve("dynamodb", dynamodb.answer);
  client = new DynamoDBClient({ ...aws.client, maxAttempts: 3 });
});
afterAll(async () => {
  client.destroy();
  await dynamodb.stop?.();
  await aws.gateway.close();
  folder.dispose();
});

const { Properties: properties } = resourceNamed(synthesized(), "AWS::DynamoDB::Table", "Conversations");
let tables = 0;

/** An empty table of the shape the stack deploys. */
const freshTable = async () => {
  const logicalId = `Conversations${(tables += 1)}`;
  const made = await dynamodb.resources["AWS::DynamoDB::Table"]?.({
    logicalId,
    type: "AWS::DynamoDB::Table",
    properties,
  });
  const tableName = made?.ref ?? "";
  const table = { client, tableName, retentionDays: 90, wallClock: systemWallClock };
  const store = dynamoConversationStore(table);
  return {
    store,
    gatheredStore: withGatheredCommits(withGatheredLoads(store, table), table),
    dueIndex: dynamoDueIndex(client, tableName),
    dailyCounts: dynamoDailyCounts(client, tableName),
    memories: dynamoChannelMemories(client, tableName),
    outageWatches: dynamoOutageWatches(client, tableName),
    pageGroups: dynamoPageGroups(client, tableName),
    leases: dynamoRefreshLeases(client, tableName),
    rosterChanges: dynamoRosterChanges(client, tableName),
    rosterFeeds: dynamoRosterFeeds(client, tableName),
    notices: dynamoNoticeBook(client, tableName),
    inbox: dynamoTeamInbox(client, tableName),
    feedback: dynamoFeedbackShelf(client, tableName),
    links: dynamoLinkShelf(client, tableName),
    budget: dynamoDayBudget({ client, tableName, purpose: "a-test", microdollarsPerDay: 1000 }),
  };
};

conversationStoreContract("DynamoDB", async () => (await freshTable()).store);
conversationStoreContract("DynamoDB, calls gathered", async () => (await freshTable()).gatheredStore);
dueIndexContract("DynamoDB", freshTable);
channelMemoriesContract("DynamoDB", async () => (await freshTable()).memories);
refreshLeasesContract("DynamoDB", async () => (await freshTable()).leases);
feedbackShelfContract("DynamoDB", freshTable);
dailyCountsContract("DynamoDB", freshTable);
dailyCountsContract("DynamoDB, calls gathered", async () => {
  const { gatheredStore, dailyCounts } = await freshTable();
  return { store: gatheredStore, dailyCounts };
});
dayBudgetContract("DynamoDB", async () => (await freshTable()).budget);
pageGroupsContract("DynamoDB", async () => (await freshTable()).pageGroups);
outageWatchesContract("DynamoDB", async () => (await freshTable()).outageWatches);
linkShelfContract("DynamoDB", async () => (await freshTable()).links);
rosterChangesContract("DynamoDB", async () => (await freshTable()).rosterChanges);
rosterFeedsContract("DynamoDB", async () => (await freshTable()).rosterFeeds);
noticeBookContract("DynamoDB", async () => (await freshTable()).notices);
teamInboxContract("DynamoDB", freshTable);
