import { expect } from "vitest";
import type { Grant } from "../../infra/local/iam/grant.ts";
import type { Pipeline } from "./pipeline.ts";

type Wanted = { readonly to: RegExp; readonly action: string; readonly resource?: RegExp };

/** The grants of the running template that look like this; at least one must. */
export const grantsLike = (
  { runtime: { grantsUsed, grantsUnused } }: Pipeline,
  { to, action, resource = /^/u }: Wanted,
): Grant[] => {
  const found = [...grantsUsed(), ...grantsUnused()].filter(
    (grant) => to.test(grant.to) && grant.action === action && resource.test(grant.resource),
  );
  expect(found.length, `grants of ${action} to ${to} on ${resource}`).toBeGreaterThan(0);
  return found;
};

/** Does something while these grants are out of force, and puts them back, whatever comes of it. */
export const withoutGrants = async <Result>(
  { runtime }: Pipeline,
  grants: readonly Grant[],
  work: () => Promise<Result>,
): Promise<Result> => {
  const restores = grants.map((grant) => runtime.withhold(grant));
  try {
    return await work();
  } finally {
    for (const restore of restores) restore();
  }
};
