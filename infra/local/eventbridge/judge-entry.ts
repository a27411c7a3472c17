import * as z from "zod";
import { parseJson } from "./exact-json.ts";
import { isObject } from "./pattern/leaf.ts";

export const PutEventsEntry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default("default"),
  Resources: z.array(z.string()).default([]),
  /** Seconds since 1970, as the JSON protocol writes times. */
  Time: z.number().optional(),
});

export type PutEventsEntry = z.infer<typeof PutEventsEntry>;
export type RefusedEntry = { readonly ErrorCode: string; readonly ErrorMessage: string };

/** Why EventBridge would not take an entry, in its own words; undefined when it would. */
export const refusalOf = (
  entry: PutEventsEntry,
  hasBus: (name: string) => boolean,
): RefusedEntry | undefined => {
  for (const name of ["Source", "DetailType", "Detail"] as const)
    if ((entry[name] ?? "") === "")
      return refused(
        "InvalidArgument",
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
  if (entry.Source?.startsWith("aws.") === true)
    return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
  if (!isJsonObject(entry.Detail ?? "")) return refused("MalformedDetail", "Detail is malformed.");
  // AWS would lose such an event without a word.
  if (!hasBus(entry.EventBusName))
    return refused("ResourceNotFoundException", `Event bus ${entry.EventBusName} does not exist.`);
  return undefined;
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
export const entryBytes = ({ Source, DetailType, Detail, Resources, Time }: PutEventsEntry): number =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (bytes, text) => bytes + Buffer.byteLength(text ?? ""),
    Time === undefined ? 0 : 14,
  );

const refused = (ErrorCode: string, ErrorMessage: string): RefusedEntry => ({ ErrorCode, ErrorMessage });

const isJsonObject = (text: string): boolean => {
  try {
    return isObject(parseJson(text));
  } catch {
    return false;
  }
};
