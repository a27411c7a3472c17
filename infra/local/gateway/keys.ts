/** The keys the runtime hands out: how the gateway knows whose call it is. */
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writePrivateFile } from "../write-private-file.ts";
import type { Credentials } from "./aws-call.ts";

export type Keys = {
  /** The keys of a principal: a role's ARN, a service's name, `operator`. The same at every start on the same data. */
  readonly credentialsOf: (principal: string) => Credentials;
  /** Whose key it is; undefined for a key nobody was given. */
  readonly principalOf: (accessKeyId: string) => string | undefined;
};

/** Keys derived from a random seed that is kept in `seedFile`, so that `.local/env` outlives a restart. */
export const openKeys = (seedFile: string): Keys => {
  if (!existsSync(seedFile)) writePrivateFile(seedFile, randomBytes(32).toString("hex"));
  const seed = readFileSync(seedFile);
  const given = new Map<string, Credentials>();
  const principals = new Map<string, string>();
  const derive = (purpose: string, principal: string) =>
    createHmac("sha256", seed).update(`${purpose}\n${principal}`).digest();

  const give = (principal: string): Credentials => {
    const credentials = {
      accessKeyId: `AKIA${derive("id", principal).toString("hex").slice(0, 16).toUpperCase()}`,
      secretAccessKey: derive("secret", principal).toString("base64").slice(0, 40),
    };
    given.set(principal, credentials);
    principals.set(credentials.accessKeyId, principal);
    return credentials;
  };

  return {
    // A copy each time: the SDK's clients write notes of their own on the object they are given.
    credentialsOf: (principal) => ({ ...(given.get(principal) ?? give(principal)) }),
    principalOf: (accessKeyId) => principals.get(accessKeyId),
  };
};
