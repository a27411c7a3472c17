import { paginateQuery, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Feedback } from "../../domain/judging/feedback.ts";
import type { FeedbackShelf } from "../../ports/feedback-shelf.ts";
import { feedbackPartition, shards } from "./conversation-items.ts";

const FeedbackItem = z.object({ feedback: Feedback });

export const dynamoFeedbackShelf = (client: DynamoDBClient, tableName: string): FeedbackShelf => ({
  readAll: async () => {
    const found: Feedback[] = [];
    for (const shard of shards) {
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: "pk = :shelf",
          ExpressionAttributeValues: { ":shelf": { S: feedbackPartition(shard) } },
        },
      );
      for await (const { Items = [] } of pages)
        found.push(...Items.map((item) => FeedbackItem.parse(unmarshall(item)).feedback));
    }
    return found;
  },
});
