import { Change } from "../meta/payload.ts";
import { accountOf, readEntries, type Item } from "../meta/read-entries.ts";
import { readMessage } from "../meta/read-message.ts";
import type { Outcome, PlatformParser, Received } from "../platform-adapter.ts";
import { ignored, printable } from "../read-entry.ts";
import { readComment, readNaming } from "./read-comment.ts";

const readDirectMessage = readMessage("instagram");

const readItem = (item: Item, received: Received): Outcome =>
  item.list === "changes" ? readChange(item, received) : readDirectMessage(item, received);

/** Private messages come in lists of their own; the dashboard's samples put them among the changes. */
const readChange = (item: Item, received: Received): Outcome => {
  const { field, value } = Change.parse(item.raw);
  switch (field) {
    case "comments":
    case "live_comments":
      return readComment(value, item, received);
    case "mentions":
      return readNaming(value, item, received);
    case "messages":
    case "message_edit":
      return readDirectMessage({ ...item, list: "messaging", raw: value }, received);
    default:
      return ignored(`field ${printable(field)}`);
  }
};

/** Of an account that is linked to a Page, private messages may come under the Page's name for things. */
export const instagramParser: PlatformParser = {
  normalise: readEntries(["instagram", "page"], readItem),
  accountOf,
};
