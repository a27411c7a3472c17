import { AwsError } from "./aws-error.ts";
import type { Keys } from "./keys.ts";
import { isSignedWith, readAuthorization, type SignedRequest } from "./sig-v4.ts";

/** The access key of whoever signed the request; a missing, unknown or wrong key is refused as AWS refuses it. */
export const authenticate = (keys: Keys, service: string, request: SignedRequest): string => {
  const authorization = readAuthorization(request.headers["authorization"]);
  if (authorization === undefined) throw refusals.unsigned(service);
  const secretAccessKey = keys.secretOf(authorization.accessKeyId);
  if (secretAccessKey === undefined) throw refusals.unknownKey(service);
  if (!isSignedWith(secretAccessKey, authorization, request)) throw refusals.wrongSignature();
  return authorization.accessKeyId;
};

/** SNS and SQS grew up with the query protocol and kept its words. */
const speaksQuery = (service: string): boolean => service === "sns" || service === "sqs";

const refusals = {
  unsigned: (service: string) =>
    new AwsError({
      code: speaksQuery(service) ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException",
      message: "Request is missing Authentication Token",
      status: 403,
    }),
  unknownKey: (service: string) =>
    new AwsError({
      code: speaksQuery(service) ? "InvalidClientTokenId" : "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
      status: 403,
    }),
  wrongSignature: () =>
    new AwsError({
      code: "SignatureDoesNotMatch",
      message:
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
      status: 403,
    }),
};
