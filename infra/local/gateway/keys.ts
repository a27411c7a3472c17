/** The keys the runtime hands out: how the gateway knows whose call it is. */
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writePrivateFile } from "../write-private-file.ts";
import type { Credentials } from "./aws-call.ts";

export type Keys = {
  /** The keys of a principal: a role's ARN, a service's name, `operator`. The same at every start on the same data. */
  readonly credentialsOf: (principal: string) => Credentials;
  /** Keys of the same principal for one session, which no other session has: whose call it is, to the process. */
  readonly sessionKeysOf: (principal: string, session: string) => Credentials;
  /** Whose key it is; undefined for a key nobody was given. */
  readonly principalOf: (accessKeyId: string) => string | undefined;
  /** What its calls are signed with. */
  readonly secretOf: (accessKeyId: string) => string | undefined;
};

/** Keys derived from a random seed that is kept in `seedFile`, so that `.local/env` outlives a restart. */
export const openKeys = (seedFile: string): Keys => {
  if (!existsSync(seedFile)) writePrivateFile(seedFile, randomBytes(32).toString("hex"));
  const seed = readFileSync(seedFile);
  const given = new Map<string, Credentials>();
  const owners = new Map<string, { readonly principal: string; readonly secretAccessKey: string }>();
  const derive = (purpose: string, name: string) =>
    createHmac("sha256", seed).update(`${purpose}\n${name}`).digest();

  const give = (name: string, principal: string): Credentials => {
    const accessKeyId = `AKIA${derive("id", name).toString("hex").slice(0, 16).toUpperCase()}`;
    const secretAccessKey = derive("secret", name).toString("base64").slice(0, 40);
    given.set(name, { accessKeyId, secretAccessKey });
    owners.set(accessKeyId, { principal, secretAccessKey });
    return { accessKeyId, secretAccessKey };
  };

  return {
    // A copy each time: the SDK's clients write notes of their own on the object they are given.
    credentialsOf: (principal) => ({ ...(given.get(principal) ?? give(principal, principal)) }),
    sessionKeysOf: (principal, session) => give(`${principal}\n${session}`, principal),
    principalOf: (accessKeyId) => owners.get(accessKeyId)?.principal,
    secretOf: (accessKeyId) => owners.get(accessKeyId)?.secretAccessKey,
  };
};
