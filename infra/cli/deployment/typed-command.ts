import type { DeploymentFlags } from "./deployment-flags.ts";

/** A command of ours as somebody would type it to go on with the same deployment. */
export type TypedCommand = (words: string) => string;

/** Without its flags, an advice that is copied would be followed on another pipeline. */
export const typedCommand =
  ({ data, outputs, stack }: DeploymentFlags): TypedCommand =>
  (words) =>
    [
      "npm run firstreply --",
      words,
      ...(data === ".local" ? [] : ["--data", quoted(data)]),
      ...(outputs === undefined ? [] : ["--outputs", quoted(outputs)]),
      ...(stack === undefined ? [] : ["--stack", quoted(stack)]),
    ].join(" ");

/** As a shell takes it for one word. */
const quoted = (word: string): string =>
  /^[\w./:@=-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
