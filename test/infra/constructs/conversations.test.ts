import { expect, test } from "vitest";
import { resourceNamed, synthesized } from "./synthesized.ts";

const { Properties: table, DeletionPolicy } = resourceNamed(
  synthesized(),
  "AWS::DynamoDB::Table",
  "Conversations",
);

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: "HASH" },
  { AttributeName: sort, KeyType: "RANGE" },
];

test("conversations are kept: encrypted, restorable to any second, not deletable by accident", () => {
  expect(table).toMatchObject({
    KeySchema: keys("pk", "sk"),
    BillingMode: "PAY_PER_REQUEST",
    SSESpecification: { SSEEnabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
    TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
  });
  expect(DeletionPolicy).toBe("Retain");
});

test("the stream shows each item as it has become", () => {
  expect(table).toMatchObject({ StreamSpecification: { StreamViewType: "NEW_IMAGE" } });
});

test.each([
  ["byDue", "duePk", "dueSk"],
  ["byTeam", "teamPk", "teamSk"],
  ["byAuthor", "authorPk", "authorSk"],
])("%s finds keys by %s in the order of %s", (IndexName, partition, sort) => {
  expect(table["GlobalSecondaryIndexes"]).toContainEqual({
    IndexName,
    KeySchema: keys(partition, sort),
    Projection: { ProjectionType: "KEYS_ONLY" },
  });
});
