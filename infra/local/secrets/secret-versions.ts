import { randomUUID } from "node:crypto";
import type { Secret } from "./stored-secrets.ts";

type NewVersion = {
  readonly value: string;
  readonly id?: string | undefined;
  readonly stages?: readonly string[] | undefined;
  readonly now: Date;
};

/**
 * The secret with one more version. A stage is on one version at a time; the version that loses AWSCURRENT becomes
 * AWSPREVIOUS, and one left without any stage is gone.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version
 */
export const addVersion = (
  secret: Secret,
  { value, id = randomUUID(), stages = ["AWSCURRENT"], now }: NewVersion,
): Secret => {
  const taken = new Set(stages);
  const becomesCurrent = taken.has("AWSCURRENT");
  const kept = secret.versions.map((version) => {
    const wasCurrent = version.stages.includes("AWSCURRENT");
    const left = version.stages.filter(
      (stage) => !taken.has(stage) && !(becomesCurrent && stage === "AWSPREVIOUS"),
    );
    return { ...version, stages: becomesCurrent && wasCurrent ? [...left, "AWSPREVIOUS"] : left };
  });
  const seconds = now.getTime() / 1000;
  const added = { id, value, stages: [...taken], createdAt: seconds };
  return {
    ...secret,
    changedAt: seconds,
    versions: [...kept.filter(({ stages: left }) => left.length > 0), added],
  };
};
