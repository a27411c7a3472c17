/**
 * `dynamodb:LeadingKeys`: the partition keys a call touches, by which a policy may keep each tenant to their own items.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
import * as z from "zod";

const Item = z.record(z.string(), z.unknown());
/** Text, a number or bytes, all three of which JSON carries as a text: nothing else can be a key. */
const Key = z.partialRecord(z.enum(["S", "N", "B"]), z.string());

/** The value of the partition key in an item or in a key. None when the item lacks it: the call will fail of itself. */
export const leadingKeyOf = (item: unknown, partitionKey: string | undefined): readonly string[] =>
  Object.values(Key.parse(Item.parse(item ?? {})[partitionKey ?? ""] ?? {}));

const Query = z.object({
  KeyConditionExpression: z.string().default(""),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: Item.default({}),
  KeyConditions: z.record(z.string(), z.object({ AttributeValueList: z.array(z.unknown()) })).default({}),
});

/** The partition a query reads. A key condition compares it with `=`, and nothing else may compare it. */
export const queriedKeyOf = (input: unknown, partitionKey: string | undefined): readonly string[] => {
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, KeyConditions } =
    Query.parse(input);
  const equations = KeyConditionExpression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/gu);
  for (const [, name = "", value = ""] of equations)
    if ((ExpressionAttributeNames[name] ?? name) === partitionKey)
      return leadingKeyOf({ [value]: ExpressionAttributeValues[value] ?? {} }, value);
  const [only] = KeyConditions[partitionKey ?? ""]?.AttributeValueList ?? [];
  return only === undefined ? [] : leadingKeyOf({ only }, "only");
};
