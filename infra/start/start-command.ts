import { resolve } from "node:path";
import * as z from "zod";
import { defineCommand, UsageError } from "../cli/command.ts";
import { wholeNumber } from "../cli/whole-number.ts";
import { SynthFailed } from "../local/synthesize.ts";
import { CannotStart } from "./cannot-start.ts";
import { runHere } from "./run-here.ts";

const demoConfig = resolve(import.meta.dirname, "demo.config.ts");

export const startCommand = defineCommand({
  name: "start",
  summary: "Starts the whole pipeline on this machine, from the template that gets deployed.",
  positionals: [],
  input: z.object({
    port: wholeNumber({
      min: 0,
      max: 65_535,
      says: "is no port: write a number up to 65535, 0 for one that is free",
    })
      .prefault("8787")
      .describe("the port webhooks are taken on; 0 takes any free one"),
    noDemo: z.boolean().default(false).describe("plays no story: waits for webhooks of your own"),
    config: z
      .string()
      .optional()
      .describe("another configuration file; with the demo, one with short targets unless told"),
    data: z.string().default(".local").describe("the folder everything is kept in"),
    plain: z
      .boolean()
      .default(false)
      .describe("a line for each thing that happens, no board; also when nobody looks"),
  }),
  examples: ["npm start", "npm start -- --no-demo --port 9000"],
  run: async ({ port, noDemo, config, data, plain }, terminal) => {
    try {
      await runHere({
        port,
        playsStory: !noDemo,
        configFile: config ?? (noDemo ? undefined : demoConfig),
        dataDirectory: data,
        isPlain: plain || !terminal.isInteractive,
      });
      return 0;
    } catch (error) {
      if (!isMendable(error)) throw error;
      throw new UsageError(error.message, { cause: error });
    }
  },
});

/** What somebody at the keyboard can mend is told in its own words; anything else is a fault of ours, with its stack. */
const isMendable = (error: unknown): error is Error =>
  error instanceof CannotStart || error instanceof SynthFailed;
