/** `AWS::Logs::LogGroup`. Lines are kept in files, for as long as whoever runs this keeps the data directory. */
import * as z from "zod";
import type { LocalPlace, LocalResource, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { readProperties, withoutLocalMeaning } from "../resource-properties.ts";

const Properties = z.strictObject({
  LogGroupName: z.string().optional(),
  RetentionInDays: z.int().positive().optional(),
  LogGroupClass: withoutLocalMeaning,
  KmsKeyId: withoutLocalMeaning,
  Tags: withoutLocalMeaning,
});

export const provisionLogGroup = (
  resource: LocalResource,
  place: Pick<LocalPlace, "region" | "accountId" | "stackName">,
): Provisioned => {
  const properties = readProperties(resource, Properties);
  const name =
    properties.LogGroupName ?? physicalName(place.stackName, resource.logicalId, { maxLength: 512 });
  return {
    ref: name,
    attributes: { Arn: `arn:aws:logs:${place.region}:${place.accountId}:log-group:${name}:*` },
  };
};
