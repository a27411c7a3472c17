import { expect, test } from "vitest";
import { afterFailure } from "../../../../infra/local/eventbridge/after-failure.ts";

const acceptedAt = new Date("2026-11-21T10:00:00Z");
const failure = {
  retries: 0,
  acceptedAt,
  now: acceptedAt,
  policy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
  isPassing: true,
  chance: 1,
};

test.each([
  { retries: 0, chance: 1, seconds: 1 },
  { retries: 0, chance: 0, seconds: 0.5 },
  { retries: 3, chance: 1, seconds: 8 },
  { retries: 100, chance: 1, seconds: 600 },
])("after $retries retries the next waits $seconds s when chance is $chance", ({ seconds, ...given }) => {
  const at = new Date(acceptedAt.getTime() + seconds * 1000);
  expect(afterFailure({ ...failure, ...given })).toEqual({ kind: "retry", at });
});

test("what no retry can mend is given up at once", () => {
  expect(afterFailure({ ...failure, isPassing: false })).toEqual({ kind: "giveUp" });
});

test("the policy's last retry is the last", () => {
  expect(afterFailure({ ...failure, retries: 185 })).toMatchObject({ exhausted: "MaximumRetryAttempts" });
});

test("a retry that would come too late is not waited for", () => {
  const now = new Date(acceptedAt.getTime() + 86_399_500);
  expect(afterFailure({ ...failure, now })).toMatchObject({ exhausted: "MaximumEventAgeInSeconds" });
});
