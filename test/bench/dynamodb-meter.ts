/**
 * Counts the read and write units of calls as they pass, by DynamoDB's own rules: a write unit is a kilobyte, doubled in
 * a transaction; a read unit is four, halved when it may be stale; each index whose keys change is written once more,
 * twice when an entry moves. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
 */
import * as z from "zod";
import type { AwsAnswer, AwsCall } from "../../infra/local/gateway/aws-call.ts";

const Attribute: z.ZodType<Attribute> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.boolean(), z.array(Attribute), Attributes])),
);
type Attribute = Record<string, unknown>;
const Attributes = z.record(z.string(), Attribute);
type Item = z.infer<typeof Attributes>;

const Put = z.object({ Item: Attributes });
const Update = z.object({
  Key: Attributes,
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: Attributes.default({}),
});
const Write = z.union([z.strictObject({ Put }), z.strictObject({ Update })]);
const Transaction = z.object({ TransactItems: z.array(Write) });
const Got = z.object({ Item: Attributes.optional() });
const GotMany = z.object({ Responses: z.record(z.string(), z.array(Attributes)).default({}) });
const Queried = z.object({ Items: z.array(Attributes).default([]) });

const indexKeys = [
  ["duePk", "dueSk"],
  ["teamPk", "teamSk"],
  ["authorPk", "authorSk"],
] as const;

export type DynamodbMeter = {
  readonly pass: (call: AwsCall, answer: AwsAnswer) => void;
  /** Throws when something passed whose cost it does not know: whoever called must not be disturbed by that. */
  readonly units: () => { readonly write: number; readonly read: number };
};

export const dynamodbMeter = (): DynamodbMeter => {
  const stored = new Map<string, Item>();
  let write = 0;
  let read = 0;
  let trouble: unknown;

  const put = (item: Item, factor: 1 | 2): void => {
    const key = keyOf(item);
    const before = stored.get(key);
    write += factor * Math.ceil(Math.max(sizeOf(item), before === undefined ? 0 : sizeOf(before)) / 1024);
    for (const keys of indexKeys) write += indexWrites(entryOf(before, keys), entryOf(item, keys));
    stored.set(key, item);
  };

  /** The item as far as updates have told it: its keys, and each attribute by name, however large its number grew. */
  const update = ({ Key, ...input }: z.infer<typeof Update>, factor: 1 | 2): void => {
    const before = stored.get(keyOf(Key));
    const told = Object.values(input.ExpressionAttributeNames).map((name) => [name, { N: "1000000" }]);
    put({ ...before, ...Key, ...Object.fromEntries(told), ...input.ExpressionAttributeValues }, factor);
  };

  const get = (item: Item): void => void (read += Math.max(1, Math.ceil(sizeOf(item) / 4096)));

  const judge: Readonly<Record<string, (input: unknown, output: unknown) => void>> = {
    PutItem: (input) => put(Put.parse(input).Item, 1),
    TransactWriteItems: (input) =>
      Transaction.parse(input).TransactItems.forEach((each) =>
        "Put" in each ? put(each.Put.Item, 2) : update(each.Update, 2),
      ),
    GetItem: (_, output) => get(Got.parse(output).Item ?? {}),
    BatchGetItem: (_, output) => Object.values(GotMany.parse(output).Responses).flat().forEach(get),
    Query: (_, output) => {
      const bytes = Queried.parse(output).Items.reduce((sum, item) => sum + sizeOf(item), 0);
      read += Math.max(1, Math.ceil(bytes / 4096)) / 2;
    },
  };

  return {
    pass: ({ service, operation, body }, answer) => {
      if (service !== "dynamodb" || answer.status !== 200) return;
      try {
        const count = judge[operation];
        if (count === undefined) throw new Error(`the meter does not know what ${operation} costs`);
        count(parse(body), parse(answer.body));
      } catch (error) {
        trouble ??= error;
      }
    },
    units: () => {
      if (trouble !== undefined) throw trouble;
      return { write, read };
    },
  };
};

const parse = (body: string | Uint8Array): unknown => JSON.parse(Buffer.from(body).toString());

const keyOf = (item: Item): string => JSON.stringify([item["pk"], item["sk"]]);

const entryOf = (item: Item | undefined, [pk, sk]: readonly [string, string]): string | undefined =>
  item?.[pk] === undefined ? undefined : JSON.stringify([item[pk], item[sk]]);

const indexWrites = (before: string | undefined, after: string | undefined): number => {
  if (before === after) return 0;
  return before !== undefined && after !== undefined ? 2 : 1;
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
const sizeOf = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, attribute]) => sum + Buffer.byteLength(name) + valueSize(attribute),
    0,
  );

const valueSize = (attribute: Attribute): number => {
  const [type, value] = Object.entries(attribute)[0] ?? ["NULL", true];
  switch (type) {
    case "S":
      return Buffer.byteLength(String(value));
    case "N":
      return Math.ceil(String(value).length / 2) + 1;
    case "L":
      return z
        .array(Attribute)
        .parse(value)
        .reduce((sum, element) => sum + 1 + valueSize(element), 3);
    case "M":
      return Object.entries(Attributes.parse(value)).reduce(
        (sum, [name, field]) => sum + 1 + Buffer.byteLength(name) + valueSize(field),
        3,
      );
    default:
      return 1;
  }
};
