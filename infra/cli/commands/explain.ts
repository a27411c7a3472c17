/** Shows what becomes of a mention before anybody sends it: what it is, who answers it by when, who is paged, and why. */
import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import * as z from "zod";
import { clockWords } from "../../../shared/domain/clocks/history.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { askedMention } from "../explain/asked-mention.ts";
import { explainMention } from "../explain/explain-mention.ts";
import { jsonOrNothing } from "../json-or-nothing.ts";

export const explainCommand = defineCommand({
  name: "explain",
  summary:
    "Explains one mention: category, urgency, team, policy, clocks, due times, and who would be paged.",
  positionals: ["mention"],
  input: z.object({
    mention: z.string().describe('a JSON object {"text","platform","createdAt",…}; - reads it from stdin'),
    config: z.string().optional().describe("the configuration; infra/pipeline.config.ts unless told"),
  }),
  examples: ["npm run firstreply -- explain mention.json"],
  run: async ({ mention: file, config: configFile }, terminal) => {
    const config = await resolveConfig(configFile);
    const called = file === "-" ? "stdin" : file;
    const mention = askedMention(jsonOrNothing(await read(file)), config, called);
    const explained = explainMention(mention, config);
    if (terminal.isInteractive) tell(explained, terminal);
    else terminal.print(JSON.stringify(explained));
    if (Object.keys(config.rosters).length > 0)
      terminal.warn(
        "Who is paged is by the configuration alone: `on-call` knows what was changed too, and what feeds say.",
      );
    return 0;
  },
});

const read = async (file: string): Promise<string> => {
  if (file === "-") return textOf(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError(`${file} cannot be read: give the path of a mention as JSON.`);
  }
};

const tell = (explained: ReturnType<typeof explainMention>, { print }: Terminal): void => {
  const { category, confidence, urgent, reasons, team, policy, policyBecause, clocks, pages } = explained;
  print(`category  ${category} ${Math.round(confidence * 100)} %, because it ${reasons.join("; ")}`);
  print(`urgency   ${urgent ? "urgent" : "not urgent"}`);
  print(`team      ${team}`);
  print(`policy    ${policy}, because: ${policyBecause.join(", ")}`);
  for (const { clock, because } of clocks) print(`clock     ${clockWords[clock]}: ${because}`);
  if (clocks.length === 0) print("clock     none runs");
  for (const { at, reason, asks } of pages)
    print(
      `paged     ${at}, ${reason}: ${asks.map(({ who, because: why }) => `${who}, because ${why}`).join("; ")}`,
    );
  if (pages.length === 0) print("paged     nobody would be");
};
