import * as z from "zod";
import { functionNameOf } from "../../lambda/function-name.ts";
import { on, type NeedsTable, type ResourceNames } from "./need.ts";

const Invocation = z.object({ FunctionName: z.string() });

/** The operation is Invoke, the action InvokeFunction: https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html */
export const lambdaNeeds = ({ region, accountId }: ResourceNames): NeedsTable => ({
  Invoke: on("lambda:InvokeFunction", (input) => {
    const name = functionNameOf(Invocation.parse(input).FunctionName);
    return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  }),
});
