import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoRosterChanges } from "../../../shared/aws/table/dynamo-roster-changes.ts";
import { dynamoRosterFeeds } from "../../../shared/aws/table/dynamo-roster-feeds.ts";
import type { RosterChangesStore } from "../../../shared/ports/roster-changes-store.ts";
import type { RosterFeeds } from "../../../shared/ports/roster-feeds.ts";
import type { Deployment } from "../deployment/open-deployment.ts";

/** Where a deployment keeps what people change of its rosters. */
export const storeOf = ({ client, output }: Deployment): RosterChangesStore =>
  dynamoRosterChanges(new DynamoDBClient(client), output("ConversationsTableName"));

/** And what was read of their feeds. */
export const feedsOfDeployment = ({ client, output }: Pick<Deployment, "client" | "output">): RosterFeeds =>
  dynamoRosterFeeds(new DynamoDBClient(client), output("ConversationsTableName"));
