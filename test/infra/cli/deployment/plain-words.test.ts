import { describe, expect, test } from "vitest";
import { UsageError } from "../../../../infra/cli/command.ts";
import { inPlainWords } from "../../../../infra/cli/deployment/plain-words.ts";

const place = { description: "Prod in eu-west-1 (outputs.json)", isLocal: false };
const named = (name: string, message = "…", more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

describe("what AWS and the network refuse is said with what to do", () => {
  test.each([
    [named("CredentialsProviderError"), /no AWS credentials: set AWS_PROFILE/u],
    [named("ExpiredTokenException"), /session has expired: sign in again/u],
    [named("UnrecognizedClientException"), /keys are not known to Prod in eu-west-1/u],
    [
      named("AccessDeniedException", "you may not sqs:SendMessage"),
      /does not let you do that: you may not sqs:SendMessage/u,
    ],
    [
      named("QueueDoesNotExist", "no such queue"),
      /not what its outputs say \(no such queue\): write them anew/u,
    ],
    [named("Error", "…", { code: "ECONNREFUSED" }), /does not answer: is this machine online/u],
    [
      named("TypeError", "fetch failed", { cause: named("Error", "…", { code: "ENOTFOUND" }) }),
      /does not answer/u,
    ],
  ])("%s", (error, sentence) => {
    const said = inPlainWords(error, place);
    expect(said).toBeInstanceOf(UsageError);
    expect(String(said)).toMatch(sentence);
  });

  test("a local run that does not answer is to be started", () => {
    const said = inPlainWords(named("Error", "…", { code: "ECONNREFUSED" }), { ...place, isLocal: true });
    expect(String(said)).toContain("is it running? `npm start` starts it");
  });
});

test.each([[new TypeError("x is undefined")], [new UsageError("say --queue")], ["a string"]])(
  "%s is left as it is",
  (error) => {
    expect(inPlainWords(error, place)).toBe(error);
  },
);
