/** Where dead letters lie, by the stack's outputs, and where each would go back to. */
import { pascalCase } from "../../constructs/pascal-case.ts";
import { queueNameOf } from "../../queue-name.ts";
import { UsageError } from "../command.ts";

export type DeadLetterBox = {
  /** As people say it: `on-call`. */
  readonly name: string;
  readonly url: string;
  /** Whoever could not handle what lies here. */
  readonly reader: string;
  /** The queue it died on; or for what never was on one, the function that takes it. */
  readonly origin:
    | { readonly kind: "queue"; readonly url: string }
    | { readonly kind: "function"; readonly name: string };
};

type Outputs = Readonly<Record<string, string>>;

/** Every queue has its own dead letters; so have the functions that read from no queue. */
export const deadLetterBoxes = (outputs: Outputs): DeadLetterBox[] =>
  Object.keys(outputs)
    .filter((output) => output.endsWith("DeadLetterUrl"))
    .flatMap((output) => boxOf(outputs, output) ?? [])
    .toSorted((one, other) => one.name.localeCompare(other.name));

/** The one of that name. UsageError, with the names there are, for another. */
export const boxNamed = (outputs: Outputs, name: string): DeadLetterBox => {
  const box = boxOf(outputs, `${pascalCase(name)}DeadLetterUrl`);
  if (box !== undefined) return box;
  const names = deadLetterBoxes(outputs).map((known) => known.name);
  throw new UsageError(
    `there is no queue "${name}": the stack has ${names.length === 0 ? "none that keeps dead letters" : names.join(", ")}`,
  );
};

const boxOf = (outputs: Outputs, output: string): DeadLetterBox | undefined => {
  const prefix = output.replace(/DeadLetterUrl$/u, "");
  const name = queueNameOf(output);
  const { [output]: url, [`${prefix}QueueUrl`]: queueUrl, [`${prefix}FunctionName`]: functionName } = outputs;
  if (url === undefined) return undefined;
  if (queueUrl !== undefined)
    return {
      name,
      url,
      reader: readers[name] ?? `whoever reads the queue of ${name}`,
      origin: { kind: "queue", url: queueUrl },
    };
  if (functionName !== undefined)
    return { name, url, reader: name, origin: { kind: "function", name: functionName } };
  return undefined;
};

/** Which of our functions reads which queue; the others are read by the teams. */
const readers: Readonly<Record<string, string>> = {
  intake: "triage-mentions",
  deadline: "ring-deadline",
  "on-call": "page-on-call",
};
