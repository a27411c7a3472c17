import { expect, test } from "vitest";
import { schemaDifferences, TableSchema } from "../../../../infra/local/dynamodb/table-schema.ts";

const schema = (changes: object = {}) =>
  TableSchema.parse({
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
    ],
    ...changes,
  });

const index = (name: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: "sk", KeyType: "HASH" }],
  Projection: { ProjectionType: "KEYS_ONLY" },
});

test("the order of keys, attributes and indexes is no difference", () => {
  const one = schema({ GlobalSecondaryIndexes: [index("a"), index("b")] });
  const other = schema({
    AttributeDefinitions: [...schema().AttributeDefinitions].toReversed(),
    GlobalSecondaryIndexes: [index("b"), index("a")],
  });
  expect(schemaDifferences(one, other)).toEqual([]);
});

test.each([
  ["KeySchema", { KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }] }],
  ["AttributeDefinitions", { AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "N" }] }],
  ["GlobalSecondaryIndexes", { GlobalSecondaryIndexes: [index("a")] }],
  ["LocalSecondaryIndexes", { LocalSecondaryIndexes: [index("a")] }],
  ["StreamSpecification", { StreamSpecification: { StreamViewType: "NEW_IMAGE" } }],
])("another %s is a difference with a name", (part, changes) => {
  expect(schemaDifferences(schema(), schema(changes))).toEqual([part]);
});
