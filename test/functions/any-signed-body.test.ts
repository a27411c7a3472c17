import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { receiveWebhook } from "../../functions/receive-webhook/receive-webhook.ts";
import { Platform } from "../../shared/domain/platform.ts";
import { PermanentError } from "../../shared/errors.ts";
import { doors } from "../../shared/platforms/doors.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { anHttpRequest } from "../builders/an-http-request.ts";
import { recordedTelemetry } from "../doubles/recorded-telemetry.ts";
import { recordedBodies, recordedBody } from "../events/recorded-body.ts";
import { aPipeline } from "./triage-mentions/a-pipeline.ts";

const now = new Date("2026-11-21T00:00:00Z");
const secret = {
  consumerSecret: "the-consumer-secret",
  appSecret: "the-app-secret",
  signingSecret: `whsec_${Buffer.from("the-signing-secret-of-it").toString("base64")}`,
};

/** Signs a body as its platform would and puts it through both functions, as the queue between them does. */
const post = async (platform: Platform, content: string) => {
  const telemetry = recordedTelemetry();
  const pipeline = aPipeline();
  const enqueued: string[] = [];
  const receive = receiveWebhook({
    channels: { [platform]: { door: doors[platform], secretId: "secret" } },
    secrets: { read: async () => [secret] },
    intake: { put: async ({ body }) => void enqueued.push(body) },
    telemetry,
  });
  const body = Buffer.from(content);
  const headers = rehearsals[platform].sign(body, secret, now);
  const pathParameters = { channel: platform };
  const { status } = await receive(
    anHttpRequest({ method: "POST", pathParameters, headers, body, receivedAt: now }),
  );
  const errors: unknown[] = [];
  for (const message of enqueued)
    await pipeline.deliver(platform, message).catch((error: unknown) => errors.push(error));
  const log = JSON.stringify([...telemetry.notes, ...pipeline.telemetry.notes, errors.map(String)]);
  return { status, errors, log, heads: pipeline.heads(), setAside: pipeline.setAside };
};

/** What stands where people's words, names and handles stand. */
const personal = "Zq7-personal-Zq7";
const personalFields =
  /"(?:text|full_text|message|body|caption|name|username|screen_name|title)": ?"[^"]*"/gu;

/** X writes objects and arrays; whoever else signs a bare value is taken at its word. */
const couldBeWrittenBy = (platform: Platform, json: string): boolean =>
  platform !== "x" || /^[[{]/u.test(json);

describe.each(Platform.options)("under a valid signature of %s", (platform) => {
  test("any JSON it could write is answered 200, and fails only as what will never succeed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const { status, errors } = await post(platform, body);
        expect(status).toBe(couldBeWrittenBy(platform, body) ? 200 : 401);
        for (const error of errors) expect(error).toBeInstanceOf(PermanentError);
      }),
      { numRuns: 60 },
    );
  });

  test("a body of ours, with any JSON in the place of one of its values, is the same", async () => {
    const bodies = recordedBodies(platform).filter((name) => name !== "nearly-one-megabyte");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bodies), fc.nat(), fc.json(), async (name, where, value) => {
        const values = [
          ...recordedBody(platform, name).matchAll(/(?<=": )(?:"[^"]*"|\d+|true|false|null)/gu),
        ];
        const replaced = values[where % values.length];
        const at = replaced?.index ?? 0;
        const whole = recordedBody(platform, name);
        const { status, errors } = await post(
          platform,
          `${whole.slice(0, at)}${value}${whole.slice(at + (replaced?.[0].length ?? 0))}`,
        );
        expect(status).toBe(200);
        for (const error of errors) expect(error).toBeInstanceOf(PermanentError);
      }),
      { numRuns: 150 },
    );
  });

  test("no text, name, handle or secret reaches a log line", async () => {
    for (const name of recordedBodies(platform)) {
      const body = recordedBody(platform, name).replaceAll(personalFields, (field) =>
        field.replace(/"[^"]*"$/u, `"${personal}"`),
      );
      const { log } = await post(platform, body);
      expect(log).not.toContain(personal);
      for (const key of Object.values(secret)) expect(log).not.toContain(key);
    }
  });
});
