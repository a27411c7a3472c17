/**
 * A table full of open conversations, as quickly as the local engine takes them: as a DynamoDB export that it imports
 * into a fresh file, without streams, before anybody runs on it. A hundred thousand take half a minute.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { marshall } from "@aws-sdk/util-dynamodb";
import { findDynoxide } from "../../../infra/local/dynamodb/dynamodb-endpoint.ts";
import { createTableInput } from "../../../infra/local/dynamodb/table-schema.ts";
import { readTable } from "../../../infra/local/dynamodb/table-properties.ts";
import { physicalName } from "../../../infra/local/physical-name.ts";
import type { AssemblyStack } from "../../../infra/local/template/assembly.ts";
import { headItem } from "../../../shared/aws/table/conversation-items.ts";
import { conversationIdOf } from "../../../shared/domain/messages/mention.ts";
import { aConversation } from "../../builders/a-conversation.ts";
import { aMention } from "../../builders/a-mention.ts";

const linesAtOnce = 1000;
/** None of them is near while somebody measures. */
const dueAfterMs = 6 * 3_600_000;

/** Fills the table of a data directory that nobody has used yet. */
export const bulkLoad = (stack: AssemblyStack, directory: string, conversations: number): void => {
  const [logicalId, table] =
    Object.entries(stack.template.Resources).find(([, { Type }]) => Type === "AWS::DynamoDB::Table") ?? [];
  if (logicalId === undefined || table === undefined) throw new Error("the template has no table");
  const name = physicalName(stack.stackName, logicalId, { maxLength: 255 });
  const properties = readTable({ logicalId, type: table.Type, properties: table.Properties });

  const source = join(directory, "export");
  const schema = join(directory, "schema.json");
  mkdirSync(join(source, name, "data"), { recursive: true });
  writeFileSync(schema, JSON.stringify({ Table: createTableInput(name, properties) }));
  writeItems(join(source, name, "data", "heads.json"), conversations);
  const output = join(directory, "dynamodb.db");
  const { status, stderr } = spawnSync(
    findDynoxide(),
    ["import", "--source", source, "--schema", schema, "--output", output],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`dynoxide could not import the conversations: ${stderr}`);
  rmSync(source, { recursive: true });
};

const writeItems = (path: string, count: number): void => {
  const file = openSync(path, "w");
  const dueFrom = Date.now() + dueAfterMs;
  for (let from = 0; from < count; from += linesAtOnce) {
    const lines = Array.from({ length: Math.min(linesAtOnce, count - from) }, (_, n) =>
      line(from + n, new Date(dueFrom + (from + n) * 100)),
    );
    writeSync(file, lines.join(""));
  }
  closeSync(file);
};

const template = aConversation();
const expiresAt = Math.floor(Date.now() / 1000) + 90 * 86_400;

const line = (n: number, due: Date): string => {
  const mention = aMention({ threadId: `open-${n}` });
  const conversation = { ...template, id: conversationIdOf(mention), dueAt: due.toISOString() };
  const item = headItem({ ...conversation, authorId: `author-${n}` }, expiresAt);
  return `${JSON.stringify({ Item: marshall(item, { removeUndefinedValues: true }) })}\n`;
};
