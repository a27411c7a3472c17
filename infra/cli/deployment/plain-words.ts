/** What AWS and the network say when a deployment cannot be reached, in words that say what to do about it. */
import { UsageError } from "../command.ts";
import type { Deployment } from "./open-deployment.ts";

type Place = Pick<Deployment, "description" | "isLocal">;

/** The same failure as a UsageError where the person at the keyboard can mend it; anything else comes back as it is. */
export const inPlainWords = (error: unknown, place: Place): unknown => {
  if (!(error instanceof Error) || error instanceof UsageError) return error;
  const words = sentences
    .find(({ says }) => says.test(`${error.name} ${codeOf(error)}`))
    ?.words(error, place);
  return words === undefined ? error : new UsageError(words, { cause: error });
};

const sentences: readonly {
  readonly says: RegExp;
  readonly words: (error: Error, place: Place) => string;
}[] = [
  {
    says: /CredentialsProviderError|CredentialsError/u,
    words: () => "there are no AWS credentials: set AWS_PROFILE, or sign in with `aws sso login`",
  },
  {
    says: /ExpiredToken|RequestExpired|TokenRefreshRequired/u,
    words: () => "the AWS session has expired: sign in again (`aws sso login`)",
  },
  {
    says: /UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch|InvalidAccessKeyId/u,
    words: (_, { description }) =>
      `these keys are not known to ${description}: use those of its account (AWS_PROFILE), or start the local run again`,
  },
  {
    says: /AccessDenied|AuthorizationError|NotAuthorized/u,
    words: ({ message }) => `AWS does not let you do that: ${message}`,
  },
  {
    says: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|TimeoutError/u,
    words: (_, { description, isLocal }) =>
      `${description} does not answer${isLocal ? ": is it running? `npm start` starts it" : ": is this machine online?"}`,
  },
  {
    says: /QueueDoesNotExist|NonExistentQueue|ResourceNotFound|NotFoundException/u,
    words: ({ message }, { description }) =>
      `${description} is not what its outputs say (${message}): write them anew with the next deploy`,
  },
];

/** Node puts a network's error code beside the message, the SDK sometimes one level down. */
const codeOf = (error: Error): string => {
  const code = "code" in error ? String(error.code) : "";
  return error.cause instanceof Error ? `${code} ${codeOf(error.cause)}` : code;
};
