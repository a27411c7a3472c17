/** Shows what happened to the clocks of a conversation, and why: every start, pause, warning, breach and move. */
import * as z from "zod";
import { isZone } from "../../../shared/domain/calendar/offset-at.ts";
import { historyOf, type ClockEntry } from "../../../shared/domain/clocks/history.ts";
import { wallText } from "../../../shared/domain/calendar/wall-text.ts";
import { targetWordsOf } from "../../../shared/domain/promises/target-words.ts";
import { defineCommand, type Terminal } from "../command.ts";
import { findConversation, openDesk } from "../conversations/open-desk.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";

export const historyCommand = defineCommand({
  name: "history",
  summary: "Shows what happened to a conversation's clocks, in order, each with its cause.",
  positionals: ["id"],
  input: z.object({
    id: z.string().min(1).describe("a conversation, or anything said in it, like x:1001"),
    zone: z
      .string()
      .refine(isZone, "is no time zone: write an IANA name like Europe/Berlin")
      .default(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
      .describe("the zone times are told in; this machine's, unless told"),
    config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
    ...deploymentFlags,
  }),
  examples: ["npm run firstreply -- history x:1001 --zone Europe/Berlin"],
  run: ({ id, zone, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const { conversations, routing } = await openDesk(deployment, file);
      const conversation = await findConversation(conversations, id);
      const targetWords = targetWordsOf(routing.promises);
      for (const entry of historyOf(conversation, { targetWords, zone })) tell(entry, zone, terminal);
      return 0;
    }),
});

const tell = (entry: ClockEntry, zone: string, { isInteractive, print }: Terminal): void =>
  print(isInteractive ? `${wallText(entry.at, zone)}  ${entry.sentence}` : JSON.stringify(entry));
