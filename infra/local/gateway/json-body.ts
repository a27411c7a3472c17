import { AwsError } from "./aws-error.ts";

/** Whoever looks at a call first parses its body for everybody behind: they judge, answer and count the same call. */
const parsedBodies = new WeakMap<Uint8Array, unknown>();

/** The JSON of a call's body, an empty one being `{}`. Throws SerializationException, as AWS does, for anything else. */
export const jsonBody = (body: Uint8Array): unknown => {
  if (parsedBodies.has(body)) return parsedBodies.get(body);
  const parsed = parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString() || "{}");
  parsedBodies.set(body, parsed);
  return parsed;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AwsError({ code: "SerializationException", message: `The body is no JSON: ${String(cause)}` });
  }
};
