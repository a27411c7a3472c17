import type { Context } from "aws-lambda";

/** What Lambda tells a handler of its invocation. */
export const aContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: "a-function",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:a-function",
  memoryLimitInMB: "512",
  awsRequestId: "a-request",
  logGroupName: "/aws/lambda/a-function",
  logStreamName: "a-stream",
  getRemainingTimeInMillis: () => 3000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});
