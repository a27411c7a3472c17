import { describe, expect, test } from "vitest";
import { secretsManagerStore } from "../../../shared/aws/secrets-manager-store.ts";
import { AwsCallFailed } from "../../../shared/aws/signed-client.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

/** A secret of two versions that a test may rotate, and how often it was asked for. */
const world = () => {
  const clock = settableClock("2026-11-21T03:00:00Z");
  const versions: Record<string, string | undefined> = {};
  let reads = 0;
  const store = secretsManagerStore(async (target, { VersionStage }) => {
    reads += 1;
    const value = versions[String(VersionStage)];
    if (value === undefined) throw new AwsCallFailed(target, 400, "ResourceNotFoundException");
    return { SecretString: JSON.stringify({ key: value }) };
  }, clock);
  const put = (value: string): void => {
    versions["AWSPREVIOUS"] = versions["AWSCURRENT"];
    versions["AWSCURRENT"] = value;
  };
  const values = async (options?: { fresh: boolean }) =>
    (await store.read("secret", options)).map(({ key }) => key);
  const after = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1000));
  return { put, values, after, looks: () => reads / 2 };
};

test("a secret put once has one live value, rotated it has two, the newest first, and never three", async () => {
  const { put, values, after } = world();
  put("first");
  expect(await values()).toEqual(["first"]);
  put("second");
  after(300);
  expect(await values()).toEqual(["second", "first"]);
  put("third");
  after(300);
  expect(await values()).toEqual(["third", "second"]);
});

describe("a fresh read", () => {
  test("finds what was put a moment ago", async () => {
    const { put, values, after } = world();
    put("first");
    await values();
    put("second");
    after(30);
    expect(await values()).toEqual(["first"]);
    expect(await values({ fresh: true })).toEqual(["second", "first"]);
  });

  test("asks at most once in thirty seconds, however many forged signatures want one", async () => {
    const { put, values, after, looks } = world();
    put("first");
    for (let second = 0; second < 120; second += 1) {
      await Promise.all([values({ fresh: true }), values({ fresh: true })]);
      after(1);
    }
    expect(looks()).toBe(4);
  });
});
