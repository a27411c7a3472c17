import type { AwsAnswer, AwsCall } from "../aws-call.ts";
import { AwsError } from "../aws-error.ts";

/** What a caller hears whose call was done all the same. */
export const lostAnswer = (call: AwsCall, cut: boolean): AwsAnswer => {
  if (cut && cameOverHttp(call)) return brokenOff;
  throw new AwsError({ code: "ServiceUnavailable", message: "The answer was lost.", status: 503 });
};

/** The runtime's own calls have no connection that could break. */
const cameOverHttp = ({ headers }: AwsCall): boolean => headers["authorization"] !== undefined;

/** Promises a byte more than it sends, and closes: the caller sees its connection break in the middle of the answer. */
const brokenOff: AwsAnswer = {
  status: 200,
  headers: { "content-length": "1", connection: "close" },
  body: "",
};
