/**
 * Every fact of a request that the local runtime can tell. A condition on any other would be decided by a fact that is
 * missing here and present on AWS, so it stops the start instead.
 */
import { listOf, type PolicyStatement } from "../policy-document.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, and those of single services. */
const knownKeys = [
  "aws:CurrentTime",
  "aws:EpochTime",
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalServiceName",
  "aws:PrincipalType",
  "aws:RequestedRegion",
  "aws:ResourceAccount",
  "aws:SecureTransport",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceIp",
  "aws:ViaAWSService",
  "dynamodb:EnclosingOperation",
  "dynamodb:LeadingKeys",
  "events:detail-type",
  "events:source",
  "secretsmanager:SecretId",
  "secretsmanager:VersionStage",
  "ses:FromAddress",
  "ses:Recipients",
] as const;
export type KnownKey = (typeof knownKeys)[number];

const known = new Set(knownKeys.map((key) => key.toLowerCase()));

/** The keys a statement asks for, in a condition or as a variable, that nobody here could tell. */
export const unknownKeysOf = (statement: PolicyStatement): readonly string[] => {
  const asked = Object.values(statement.Condition ?? {}).flatMap((keys) => Object.keys(keys));
  const texts = [statement.Resource, statement.NotResource].flatMap(listOf<string>);
  const wanted = Object.values(statement.Condition ?? {}).flatMap((keys) =>
    Object.values(keys).flatMap(String),
  );
  const variables = [...texts, ...wanted].flatMap((text) =>
    [...text.matchAll(/\$\{\s*([^},\s]+)/gu)].map(([, name = ""]) => name),
  );
  return [...asked, ...variables.filter((name) => !["*", "?", "$"].includes(name))].filter(
    (key) => !known.has(key.toLowerCase()),
  );
};
