import { parseArgs } from "node:util";
import * as z from "zod";
import { readAs } from "../words/read-as.ts";
import { nearestOf } from "../words/nearest-of.ts";
import { UsageError, type Command } from "./command.ts";

/** One field of a command's schema, as far as a command line is concerned. */
export type Argument = {
  readonly name: string;
  /** `--as-is` for the field `asIs`. */
  readonly flag: string;
  readonly about: string;
  readonly isSwitch: boolean;
  /** May be given more than once. */
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly fallback: unknown;
};

const Described = z.object({
  required: z.array(z.string()).default([]),
  properties: z.record(
    z.string(),
    z.object({
      type: z.string().optional(),
      description: z.string().default(""),
      default: z.unknown().optional(),
    }),
  ),
});

/** The fields of a command's schema, read from the schema itself. */
export const argumentsOf = ({ input }: Pick<Command, "input">): Argument[] => {
  const { properties, required } = Described.parse(
    z.toJSONSchema(input, { io: "input", unrepresentable: "any" }),
  );
  return Object.entries(properties).map(([name, field]) => ({
    name,
    flag: `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`,
    about: field.description,
    isSwitch: field.type === "boolean",
    isList: field.type === "array",
    isRequired: required.includes(name),
    fallback: field.default,
  }));
};

/** Turns what was typed into the command's input, or says in one sentence what is wrong with it. */
export const readArguments = <Schema extends z.ZodObject>(
  command: Command<Schema>,
  typed: readonly string[],
): z.infer<Schema> => {
  const fields = argumentsOf(command);
  const flags = fields.filter(({ name }) => !command.positionals.includes(name));
  const { values, positionals } = parse(flags, typed);
  if (positionals.length > command.positionals.length)
    throw new UsageError(`${command.name} takes no "${positionals[command.positionals.length]}"`);

  const given = Object.fromEntries(
    [
      ...flags.map(({ name, flag }) => [name, values[flag.slice(2)]]),
      ...command.positionals.map((name, index) => [name, positionals[index]]),
    ].filter(([, value]) => value !== undefined),
  );
  const missing = fields.find(({ name, isRequired }) => isRequired && !(name in given));
  if (missing !== undefined)
    throw new UsageError(`${command.name} needs ${nameOf(command, missing)}: ${missing.about}`);
  return check(command, fields, given);
};

/** Not strict: Node's own complaints explain Node, and take `--limit -1` for a riddle. */
const parse = (flags: readonly Argument[], typed: readonly string[]) => {
  const options = Object.fromEntries(
    flags.map(({ flag, isSwitch, isList }) => [
      flag.slice(2),
      { type: isSwitch ? ("boolean" as const) : ("string" as const), multiple: isList },
    ]),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...typed],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === "option") refuseMisused(flags, token);
  return { values, positionals };
};

type Flag = {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
};

/** What begins with two dashes is the next flag, not this one's value, unless it is put behind a `=`. */
const refuseMisused = (flags: readonly Argument[], { rawName, value, inlineValue }: Flag): void => {
  const known = flags.find(({ flag }) => flag === rawName);
  if (known === undefined) throw new UsageError(noFlag(flags, rawName));
  if (known.isSwitch && value !== undefined) throw new UsageError(`${rawName} takes no value`);
  if (!known.isSwitch && (value === undefined || (inlineValue !== true && value.startsWith("--"))))
    throw new UsageError(`${rawName} needs a value: ${known.about}`);
};

const noFlag = (flags: readonly Argument[], rawName: string): string => {
  const near = nearestOf(
    rawName,
    flags.map(({ flag }) => flag),
  );
  return `there is no flag ${rawName}${near === undefined ? "" : `: did you mean ${near}?`}`;
};

const check = <Schema extends z.ZodObject>(
  command: Command<Schema>,
  fields: readonly Argument[],
  given: object,
): z.infer<Schema> => {
  const read = readAs(command.input, given);
  if ("value" in read) return read.value;
  const [problem] = read.problems;
  const field = fields.find(({ name }) => name === problem?.path[0]);
  throw new UsageError(
    `${field === undefined ? command.name : nameOf(command, field)}: ${problem?.message ?? "makes no sense"}`,
  );
};

const nameOf = (
  { positionals }: { readonly positionals: readonly string[] },
  { name, flag }: Argument,
): string => (positionals.includes(name) ? `<${name}>` : flag);
