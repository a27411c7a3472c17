import { metaDoor } from "../meta/door.ts";
import type { PlatformDoor } from "../platform-adapter.ts";
import { splitAtEntries } from "../split-at-entries.ts";

/** Threads signs and greets as Meta's others do; its body is one event, or an array of them. */
export const threadsDoor: PlatformDoor = {
  ...metaDoor("appSecret"),
  split: (body, limitBytes) =>
    splitAtEntries(body, limitBytes, (parsed) =>
      Array.isArray(parsed) ? [{ entries: parsed, around: (entries) => entries }] : [],
    ),
};
