/** Says that one cannot: whoever is next is asked at once. */
import { defineCommand } from "../command.ts";
import { answerInput, runAnswer } from "../escalation/answer-command.ts";

export const declineCommand = defineCommand({
  name: "decline",
  summary: "Declines a conversation one was paged for: whoever is next is asked at once.",
  failsWhen: "it cannot be so: it was answered, nobody is asked, or somebody else has it",
  positionals: ["id"],
  input: answerInput,
  examples: ["npm run firstreply -- decline x:1001 --by ada"],
  run: (asked, terminal) => runAnswer(asked, { kind: "decline" }, terminal),
});
