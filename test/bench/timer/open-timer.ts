/**
 * The running template as far as deadlines go: its table, sweeper, queue and ring-deadline, with relay-events and the bus
 * behind them. Pages wait in their queue meanwhile (a hundred a second is no measure of a timer), and the sweeper's
 * minute comes when it is said to.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openDataDirectory } from "../../../infra/local/data-directory.ts";
import type { Interceptor } from "../../../infra/local/gateway/interceptor.ts";
import { region, startRuntime, type Runtime } from "../../../infra/local/runtime.ts";
import { synthesize } from "../../../infra/local/synthesize.ts";
import { readAssembly, type AssemblyStack } from "../../../infra/local/template/assembly.ts";
import { dynamoConversationStore } from "../../../shared/aws/table/dynamo-conversation-store.ts";
import { dynamoDueIndex } from "../../../shared/aws/table/dynamo-due-index.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { ConversationStore } from "../../../shared/ports/conversation-store.ts";
import type { DueIndex } from "../../../shared/ports/due-index.ts";

export type Timer = AsyncDisposable & {
  readonly runtime: Runtime;
  readonly store: ConversationStore;
  readonly dueIndex: DueIndex;
  readonly sweep: () => Promise<void>;
  /** The physical name of the function that rings. */
  readonly ringDeadline: string;
};

export const assembleTimer = async (outputDirectory: string): Promise<AssemblyStack> => {
  await synthesize({ configFile: "test/bench/bench.config.ts", outputDirectory });
  const [stack] = readAssembly(outputDirectory);
  if (stack === undefined) throw new Error("the app has no stack");
  for (const [id, { Type, Properties }] of Object.entries(stack.template.Resources))
    if (Type === "AWS::Lambda::EventSourceMapping" && id.includes("PageOnCall"))
      Properties["Enabled"] = false;
  return stack;
};

export const openTimer = async (
  stack: AssemblyStack,
  dataDirectory: string,
  interceptors: readonly Interceptor[],
): Promise<Timer> => {
  const data = openDataDirectory(dataDirectory);
  const runtime = await startRuntime({
    stack,
    dataDirectory: data.path,
    port: 0,
    interceptors,
    startSchedule: () => ({ stop: () => {} }),
  });
  const client = new DynamoDBClient({
    endpoint: runtime.endpoint,
    region,
    credentials: runtime.operator,
  });
  const tableName = runtime.outputs["ConversationsTableName"] ?? "";
  const functionCalled = (part: string): string => {
    const [id = ""] =
      Object.entries(stack.template.Resources).find(
        ([logicalId, { Type }]) => Type === "AWS::Lambda::Function" && logicalId.includes(part),
      ) ?? [];
    return runtime.resources.get(id)?.ref ?? "";
  };
  return {
    runtime,
    store: dynamoConversationStore({ client, tableName, retentionDays: 90, wallClock: systemWallClock }),
    dueIndex: dynamoDueIndex(client, tableName),
    ringDeadline: functionCalled("RingDeadline"),
    sweep: async () => {
      const { functionError, payload } = await runtime.lambda.invoke(functionCalled("SweepDeadlines"), {});
      if (functionError !== undefined) throw new Error(`the sweep failed: ${JSON.stringify(payload)}`);
    },
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await runtime.stop();
      data.release();
    },
  };
};
