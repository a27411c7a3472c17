import {
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  ListArchivesCommand,
  ListRulesCommand,
  type EventBridgeClient,
} from "@aws-sdk/client-eventbridge";
import { UsageError } from "../command.ts";
import { chooseOne } from "./choose-one.ts";

export type Archive = { readonly name: string; readonly arn: string; readonly busArn: string };

/** The bus's archive; of several, the one that is named. */
export const archiveOf = async (
  eventBridge: EventBridgeClient,
  busName: string,
  wanted: string | undefined,
): Promise<Archive> => {
  const { Arn: busArn = "" } = await eventBridge.send(new DescribeEventBusCommand({ Name: busName }));
  const { Archives = [] } = await eventBridge.send(new ListArchivesCommand({ EventSourceArn: busArn }));
  const archives = Archives.map(({ ArchiveName: name = "" }) => ({ name }));
  const [only, another] = archives;
  if (only === undefined) throw new UsageError(`the bus ${busName} keeps no archive`);
  if (another !== undefined && wanted === undefined)
    throw new UsageError(
      `the bus has several archives: say --archive, one of ${archives.map(({ name }) => name).join(", ")}`,
    );
  const { name } = wanted === undefined ? only : chooseOne("archive", wanted, archives);
  const { ArchiveArn: arn = "" } = await eventBridge.send(new DescribeArchiveCommand({ ArchiveName: name }));
  return { name, arn, busArn };
};

/** The ARNs of the bus's rules that are named, each by enough of its name to tell it from the others. */
export const ruleArns = async (
  eventBridge: EventBridgeClient,
  EventBusName: string,
  wanted: readonly string[],
): Promise<string[]> => {
  if (wanted.length === 0) return [];
  const { Rules = [] } = await eventBridge.send(new ListRulesCommand({ EventBusName }));
  const rules = Rules.map(({ Name: name = "", Arn: arn = "" }) => ({ name, arn }));
  return wanted.map((one) => chooseOne("rule", one, rules).arn);
};
