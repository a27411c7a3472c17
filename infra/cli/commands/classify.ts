/** Shows what the shipped model makes of texts: JSON lines in, JSON lines out. */
import * as z from "zod";
import { classify } from "../../../shared/classifier/classify.ts";
import { defineCommand } from "../command.ts";
import { readJsonLines } from "../json-lines.ts";
import { openStdin } from "../open-input.ts";

const Line = z.object({ id: z.union([z.string(), z.number()]).optional(), text: z.string() });

export const classifyCommand = defineCommand({
  name: "classify",
  summary: 'Judges texts: reads lines {"id":…,"text":…} from stdin, writes a verdict for each.',
  failsWhen: "a line made no sense; the others are judged",
  positionals: [],
  input: z.object({}),
  examples: ["npm run -s firstreply -- classify < posts.jsonl"],
  run: async (_, { print }) => {
    let bad = 0;
    for await (const read of readJsonLines(openStdin(), Line)) {
      if ("error" in read) bad += 1;
      print(JSON.stringify("error" in read ? read : { id: read.value.id, ...classify(read.value.text) }));
    }
    return bad > 0 ? 1 : 0;
  },
});
