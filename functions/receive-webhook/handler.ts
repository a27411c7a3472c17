import written from "#channels";
import * as z from "zod/mini";
import { secretsManagerStore } from "../../shared/aws/secrets-manager-store.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { sqsIntakeQueue } from "../../shared/aws/sqs-intake-queue.ts";
import { systemWallClock } from "../../shared/aws/system-wall-clock.ts";
import { onRequest } from "../../shared/handlers/on-request.ts";
import { telemetry } from "../../shared/handlers/powertools.ts";
import { doors } from "../../shared/platforms/doors.ts";
import { Env } from "./env.ts";
import { receiveWebhook, type Channel } from "./receive-webhook.ts";

const env = Env.parse(process.env);
const secretIds = z.record(z.string(), z.string()).parse(JSON.parse(env.CHANNEL_SECRET_IDS));

const channels = Object.fromEntries(
  Object.entries(written).map(([id, { platform }]): [string, Channel] => {
    const secretId = secretIds[id];
    if (secretId === undefined) throw new Error(`CHANNEL_SECRET_IDS names no secret for the channel ${id}`);
    return [id, { door: doors[platform], secretId }];
  }),
);

export const handler = onRequest(
  receiveWebhook({
    channels,
    secrets: secretsManagerStore(signedClient("secretsmanager", "1.1"), systemWallClock),
    intake: sqsIntakeQueue(signedClient("sqs", "1.0"), env.INTAKE_QUEUE_URL),
    telemetry,
  }),
);
