/**
 * What AWS asks, in dollars: list prices of us-east-1 without any free tier, as of 2026-11-21. Change a price here, with
 * its date, and `npm run bench` says what that means.
 */
const million = 1_000_000;

export const prices = {
  asOf: "2026-11-21",
  httpApiRequest: 1.0 / million,
  /** A send, receive or delete; a batch is one request, and each 64 KB of it. */
  sqsRequest: 0.4 / million,
  /** One kilobyte written once; twice inside a transaction; once more for each index whose keys change. */
  dynamodbWriteUnit: 0.625 / million,
  /** Four kilobytes read strongly; half as much read eventually. A stream read by Lambda is free. */
  dynamodbReadUnit: 0.125 / million,
  eventPublished: 1.0 / million,
  snsPublish: 0.5 / million,
  lambdaRequest: 0.2 / million,
  lambdaGigabyteSecondArm: 0.0000133334,
  logGigabyte: 0.5,
  secretCall: 0.05 / 10_000,
} as const;
