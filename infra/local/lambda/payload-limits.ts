/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB each way, 1 MB when nobody waits. */
export const largestPayloadBytes = 6_291_556;
export const largestAsynchronousPayloadBytes = 1_048_576;
