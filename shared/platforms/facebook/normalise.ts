import { Change } from "../meta/payload.ts";
import { accountOf, readEntries, type Item } from "../meta/read-entries.ts";
import { readMessage } from "../meta/read-message.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable } from "../read-entry.ts";
import { readFeed, readPageMention } from "./read-feed.ts";

const readMessengerMessage = readMessage("facebook");

const readItem = (item: Item, received: Received): Outcome =>
  item.list === "changes" ? readChange(item, received) : readMessengerMessage(item, received);

const readChange = ({ raw, entry }: Item, received: Received): Outcome => {
  const { field, value } = Change.parse(raw);
  switch (field) {
    case "feed":
      return readFeed(value, { entry, received });
    case "mention":
      return readPageMention(value, { entry, received });
    default:
      return ignored(`field ${printable(field)}`);
  }
};

export const facebookParser: PlatformParser = { normalise: readEntries(["page"], readItem), accountOf };
