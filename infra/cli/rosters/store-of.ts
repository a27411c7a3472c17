import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoRosterChanges } from "../../../shared/aws/dynamo-roster-changes.ts";
import type { RosterChangesStore } from "../../../shared/ports/roster-changes-store.ts";
import type { Deployment } from "../deployment/open-deployment.ts";

/** Where a deployment keeps what people change of its rosters. */
export const storeOf = ({ client, output }: Deployment): RosterChangesStore =>
  dynamoRosterChanges(new DynamoDBClient(client), output("ConversationsTableName"));
