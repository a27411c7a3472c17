/**
 * A runtime as far as its DynamoDB: tells the engine's port and waits to be killed. Interrupted it has, as a runtime, a
 * moment's work left before it needs the engine no more.
 */
import { setTimeout as pause } from "node:timers/promises";
import { openDynamodbEndpoint } from "../../../../infra/local/dynamodb/dynamodb-endpoint.ts";

const { port, stop } = await openDynamodbEndpoint({
  dataDirectory: process.argv[2] ?? "",
  env: {},
  onDeath: () => process.exit(1),
});
process.on("SIGINT", () => {
  void pause(400)
    .then(stop)
    .then(() => process.exit(0));
});
process.stdout.write(`${port}\n`);
setInterval(() => {}, 60_000);
