/**
 * Tells the story of `events/` to a running pipeline: each body at its moment, moved to tonight, signed as its platform
 * would, posted over HTTP. It knows the pipeline's URL and secrets, as a platform does, and nothing else of it.
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { recordedFrom, story, type Beat } from "../../events/story.ts";
import type { Platform } from "../../shared/domain/platform.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";

export type Audience = {
  /** Where a platform's webhooks go, and what they are signed with; null where the pipeline has no such channel. */
  readonly channelOf: (
    platform: Platform,
  ) => { readonly url: string; readonly secret: Readonly<Record<string, string>> } | null;
  /** Hears of every body that was not answered 200. */
  readonly onRefused: (beat: Beat, status: number) => void;
  readonly signal: AbortSignal;
};

/** Plays every beat in its time. Resolves at the end, or as soon as the signal says so. */
export const playStory = async ({ channelOf, onRefused, signal }: Audience): Promise<void> => {
  const begins = Date.now();
  const byMs = begins - recordedFrom.getTime();
  const playing = story.map(async (beat) => {
    await sleep(beat.after * 1000, undefined, { signal });
    const channel = channelOf(beat.platform);
    if (channel === null) return;
    const rehearsal = rehearsals[beat.platform];
    const body = Buffer.from(rehearsal.freshen(await readBody(beat), byMs));
    const { status } = await fetch(channel.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...rehearsal.sign(body, channel.secret, new Date()) },
      signal,
    });
    if (status !== 200) onRefused(beat, status);
  });
  try {
    await Promise.all(playing);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

const readBody = ({ platform, body }: Beat): Promise<string> =>
  readFile(resolve(import.meta.dirname, `../../events/${platform}/${body}.json`), "utf8");
