import { readdirSync, readFileSync } from "node:fs";
import type { Platform } from "../../shared/domain/platform.ts";

const folder = `${import.meta.dirname}/../../events`;

/** The names of a platform's bodies, without `.json`. */
export const recordedBodies = (platform: Platform): string[] =>
  readdirSync(`${folder}/${platform}`).map((file) => file.replace(/\.json$/u, ""));

export const recordedBody = (platform: Platform, name: string): string =>
  readFileSync(`${folder}/${platform}/${name}.json`, "utf8");
