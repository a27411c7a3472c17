import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoRefreshLeases } from "../../../shared/aws/table/dynamo-refresh-leases.ts";
import { secretsManagerVault } from "../../../shared/aws/secrets-manager-vault.ts";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import type { Telemetry } from "../../../shared/ports/telemetry.ts";
import type { RefreshPorts } from "../../../shared/use-cases/refresh-access.ts";
import type { Deployment } from "../deployment/open-deployment.ts";
import { signedCall } from "../deployment/signed-call.ts";

/** The lease and the vault the deployment's own functions use, so that nobody spends a token somebody else is spending. */
export const refreshPorts = (
  { client, output }: Pick<Deployment, "client" | "output">,
  warn: (line: string) => void,
): RefreshPorts => ({
  leases: dynamoRefreshLeases(new DynamoDBClient(client), output("ConversationsTableName")),
  vault: secretsManagerVault(signedCall(client, "secretsmanager", "1.1")),
  wallClock: systemWallClock,
  telemetry: saidTo(warn),
});

/** To the person at the keyboard a function's log lines are noise, but for what went wrong and what to do about it. */
const saidTo = (warn: (line: string) => void): Telemetry => ({
  note: () => {},
  warn: (event, _cause, { whatToDo = "" } = {}) => warn(`${event}: ${whatToDo}`),
  count: () => {},
  countFor: () => {},
});
