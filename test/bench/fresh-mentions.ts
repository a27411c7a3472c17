import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Platform } from "../../shared/domain/platform.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import type { Target } from "./post-load.ts";

type Fields = Readonly<Record<string, string>>;

/** The mix that is measured: of ten mentions four run a clock that somebody should hurry for. */
const mix: readonly { readonly platform: Platform; readonly body: string }[] = [
  { platform: "x", body: "outage-at-night" },
  { platform: "x", body: "third-broken-router" },
  { platform: "x", body: "stolen-phone-abroad" },
  { platform: "x", body: "family-plan-price" },
  { platform: "x", body: "praise-for-the-engineer" },
  { platform: "x", body: "late-night-love" },
  { platform: "x", body: "japanese-thanks" },
  { platform: "x", body: "internship-question" },
  { platform: "x", body: "poem-about-a-queue" },
  { platform: "x", body: "hold-music" },
];

/** Signed webhooks, each of another mention: the n-th is always the same body, told at its own millisecond. */
export const freshMentions = (webhookUrl: string, secret: Fields): Target => {
  const bodies = mix.map(({ platform, body }) => ({
    rehearsal: rehearsals[platform],
    recorded: readFileSync(resolve(import.meta.dirname, `../../events/${platform}/${body}.json`), "utf8"),
  }));
  const begins = Date.now();
  return {
    url: `${webhookUrl}/x`,
    request: (n) => {
      const { rehearsal, recorded } = bodies[n % bodies.length] ?? {
        rehearsal: rehearsals.x,
        recorded: "{}",
      };
      const recordedAt = rehearsal.recordedAt(recorded) ?? new Date();
      const body = Buffer.from(rehearsal.freshen(recorded, begins - recordedAt.getTime() - n));
      return {
        body,
        headers: { "content-type": "application/json", ...rehearsal.sign(body, secret, new Date()) },
      };
    },
  };
};

export const channelSecret = (dataDirectory: string): Fields => {
  const secrets: Readonly<Record<string, Fields>> = JSON.parse(
    readFileSync(join(dataDirectory, "secrets.json"), "utf8"),
  );
  return secrets["x"] ?? {};
};
