import * as z from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { getSecretValue } from "./get-secret-value.ts";
import type { StoredSecrets } from "./stored-secrets.ts";

const Input = z.strictObject({ SecretIdList: z.array(z.string()).min(1).max(20) });

/** The current values of several secrets; those that have none are listed as errors beside the others. */
export const batchGetSecretValue = (secrets: StoredSecrets, given: unknown) => {
  const tried = Input.parse(given).SecretIdList.map((id) => tryOne(secrets, id));
  return {
    SecretValues: tried.flatMap((one) => (one.value === undefined ? [] : [one.value])),
    Errors: tried.flatMap((one) => (one.error === undefined ? [] : [one.error])),
  };
};

const tryOne = (secrets: StoredSecrets, id: string) => {
  try {
    return { value: getSecretValue(secrets, { SecretId: id }) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { SecretId: id, ErrorCode: error.code, Message: error.message } };
  }
};
