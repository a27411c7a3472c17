import type { LiveSecrets } from "./platform-adapter.ts";

/** Every filled-in value of one field, newest first. An empty value counts as not filled in: anybody could sign with it. */
export const liveValues = (secrets: LiveSecrets, field: string): readonly string[] =>
  secrets.map((secret) => secret[field] ?? "").filter((value) => value !== "");
