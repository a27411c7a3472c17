/**
 * Answers a platform's webhook. A signed body is durable on the intake queue before the 200, and nothing else happens
 * here: a platform waits for this answer, and unsubscribes whoever refuses what it signed.
 */
import { sentence, type HttpAnswer, type HttpRequest } from "../../shared/handlers/on-request.ts";
import type { PlatformDoor, WebhookRequest } from "../../shared/platforms/platform-adapter.ts";
import type { IntakeQueue } from "../../shared/ports/intake-queue.ts";
import type { SecretStore } from "../../shared/ports/secret-store.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import { channelMetrics } from "../../shared/channel-metrics.ts";
import { packBody } from "../../shared/pack-body.ts";

/** Longer bodies are refused: no platform sends them, and a Lambda could not take them. */
export const maxBodyBytes = 4 * 1024 * 1024;

/** One channel as this function sees it: how its platform signs, and where its secret is. */
export type Channel = { readonly door: PlatformDoor; readonly secretId: string };

export type Ports = {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly secrets: SecretStore;
  readonly intake: IntakeQueue;
  readonly telemetry: Telemetry;
};

export const receiveWebhook =
  (ports: Ports) =>
  async (request: HttpRequest): Promise<HttpAnswer> => {
    const id = request.pathParameters["channel"] ?? "";
    const channel = Object.hasOwn(ports.channels, id) ? ports.channels[id] : undefined;
    if (channel === undefined)
      return refuse(ports, "unknown-channel", sentence(404, "There is no such channel."));
    switch (request.method) {
      case "GET":
        return answerHandshake(ports, id, channel, { ...request, method: "GET" });
      case "POST":
        return countingLoss(ports, id, takeIn(ports, id, channel, { ...request, method: "POST" }));
      default:
        return refuse(ports, "method", sentence(405, "Use GET or POST.", { allow: "GET, POST" }), id);
    }
  };

const answerHandshake = async (
  ports: Ports,
  id: string,
  channel: Channel,
  request: WebhookRequest,
): Promise<HttpAnswer> => {
  // A platform checks a new secret at once, and a wrong answer invalidates the webhook: the newest one answers.
  const secrets = await ports.secrets.read(channel.secretId, { fresh: true });
  const answer = channel.door.answerHandshake(request, secrets);
  switch (answer.kind) {
    case "answer":
      ports.telemetry.countFor(id, channelMetrics.handshakes);
      ports.telemetry.note("handshake.answered", { channelId: id });
      return { status: 200, body: answer.body, headers: { "content-type": answer.contentType } };
    case "rejected":
      return refuse(ports, "handshake", sentence(answer.status, answer.reason), id);
    case "unready":
      return unready(ports, id, answer.missing);
  }
};

/** What fails here the platform may never send again: an outage of ours, that `reconcile-channel` makes up for. */
const countingLoss = async <Answer>(
  { telemetry }: Ports,
  id: string,
  answer: Promise<Answer>,
): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    telemetry.countFor(id, channelMetrics.lost);
    throw error;
  }
};

const takeIn = async (
  ports: Ports,
  id: string,
  channel: Channel,
  request: WebhookRequest,
): Promise<HttpAnswer> => {
  if (request.body.byteLength > maxBodyBytes)
    return refuse(ports, "too-large", sentence(413, "The body is over 4 MiB."), id);
  const verdict = await verify(ports, channel, request);
  switch (verdict.kind) {
    case "verified":
      await enqueue(ports, id, channel, request);
      return { status: 200, body: "{}" };
    case "rejected":
      return refuse(ports, "signature", sentence(401, verdict.reason), id);
    case "unready":
      return unready(ports, id, verdict.missing);
  }
};

/** A signature that does not fit may be made with a secret newer than the one we remember: ask once more. */
const verify = async ({ secrets }: Ports, { door, secretId }: Channel, request: WebhookRequest) => {
  const verdict = door.verify(request, await secrets.read(secretId));
  return verdict.kind === "verified"
    ? verdict
    : door.verify(request, await secrets.read(secretId, { fresh: true }));
};

const enqueue = async (
  ports: Ports,
  id: string,
  { door }: Channel,
  { body, ...request }: WebhookRequest,
): Promise<void> => {
  const receivedAt = request.receivedAt.toISOString();
  const packed = packBody(body, door.split);
  await Promise.all(packed.map((message) => ports.intake.put({ ...message, channelId: id, receivedAt })));
  ports.telemetry.count("WebhookAccepted");
  ports.telemetry.countFor(id, channelMetrics.webhooks);
  ports.telemetry.note("webhook.accepted", {
    channelId: id,
    bytes: body.byteLength,
    messages: packed.length,
  });
};

/** Without a channel where there is none: what a stranger put in its place is not logged. */
const refuse = (
  { telemetry }: Ports,
  reason: string,
  answer: HttpAnswer,
  channelId: string | null = null,
): HttpAnswer => {
  telemetry.count("WebhookRejected");
  telemetry.note("webhook.rejected", { reason, channelId, status: answer.status });
  return answer;
};

/** Neither yes nor no would be true: a wrong 200 to a challenge invalidates a webhook, a 503 is tried again. */
const unready = ({ telemetry }: Ports, channelId: string, missing: string): HttpAnswer => {
  telemetry.count("SecretMissing");
  telemetry.note("secret.missing", { channelId, field: missing });
  return sentence(503, "This channel is not set up yet.", { "retry-after": "60" });
};
