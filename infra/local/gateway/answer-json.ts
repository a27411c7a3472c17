import * as z from "zod";
import type { AnswerAws, AwsCall } from "./aws-call.ts";
import { AwsError } from "./aws-error.ts";
import { jsonApis } from "./json-apis.ts";
import { jsonBody } from "./json-body.ts";

/** One operation of a JSON API: takes the call's parsed body, gives the answer's. */
export type JsonOperation = (input: unknown, call: AwsCall) => unknown;

/** Answers a JSON API from a table of its operations. Input an operation's schema refuses is a ValidationException. */
export const answerJson =
  (operations: Readonly<Record<string, JsonOperation>>): AnswerAws =>
  async (call) => {
    const output = await outputOf(operations, call);
    return {
      status: 200,
      headers: { "content-type": `application/x-amz-json-${jsonApis[call.service]?.version ?? "1.0"}` },
      body: JSON.stringify(output ?? {}),
    };
  };

const outputOf = async (
  operations: Readonly<Record<string, JsonOperation>>,
  call: AwsCall,
): Promise<unknown> => {
  const operation = Object.hasOwn(operations, call.operation) ? operations[call.operation] : undefined;
  if (operation === undefined)
    throw new AwsError({
      code: "UnknownOperationException",
      message: `The local runtime answers no ${call.service} ${call.operation}; it knows ${Object.keys(operations).join(", ")}.`,
    });
  try {
    return await operation(jsonBody(call.body), call);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new AwsError({ code: "ValidationException", message: z.prettifyError(error) });
  }
};
