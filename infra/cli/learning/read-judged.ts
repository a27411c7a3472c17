/** Texts that staff judged: from a file of JSON lines, or from a deployment's own table. */
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { Category } from "../../../shared/domain/judging/classification.ts";
import { maskPersonalData } from "../../../shared/domain/messages/mask.ts";
import type { ConversationStore } from "../../../shared/ports/conversation-store.ts";
import type { FeedbackShelf } from "../../../shared/ports/feedback-shelf.ts";
import { problemLine, readAs } from "../../words/read-as.ts";
import { unlessObject } from "../../words/unless-object.ts";
import { UsageError } from "../command.ts";
import { jsonOrNothing } from "../json-or-nothing.ts";
import type { JudgedText } from "./example.ts";

const Line = z.object(
  { text: z.string().min(1), category: Category },
  unlessObject(`is not {"text":"…","category":"…"} with one of ${Category.options.join(", ")}`),
);

export const readJudgedFile = async (file: string): Promise<JudgedText[]> => {
  const content = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`${file} cannot be read: give the path of a file of judged texts`);
  });
  return content.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const read = readAs(Line, jsonOrNothing(line));
    if ("problems" in read) throw new UsageError(`${file}, line ${index + 1}: ${problemLine(read.problems)}`);
    return [read.value];
  });
};

/** What was taken back, and words that were changed since they were judged, teach nothing. */
export const readJudgedMentions = async (
  shelf: FeedbackShelf,
  conversations: Pick<ConversationStore, "loadMessage">,
): Promise<JudgedText[]> => {
  const judged: JudgedText[] = [];
  for (const { mentionId, revision, category } of await shelf.readAll()) {
    const stored = await conversations.loadMessage(mentionId);
    if (stored?.kind !== "mention" || stored.mention.revision !== revision || stored.mention.text === "")
      continue;
    judged.push({ text: maskPersonalData(stored.mention.text), category });
  }
  return judged;
};
