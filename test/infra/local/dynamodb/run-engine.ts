/** A runtime as far as its DynamoDB: tells the engine's port and waits to be killed. */
import { openDynamodbEndpoint } from "../../../../infra/local/dynamodb/dynamodb-endpoint.ts";

const { port } = await openDynamodbEndpoint({
  dataDirectory: process.argv[2] ?? "",
  env: {},
  onDeath: () => process.exit(1),
});
process.stdout.write(`${port}\n`);
setInterval(() => {}, 60_000);
