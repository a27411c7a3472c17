import { statSync } from "node:fs";
import { join } from "node:path";
import {
  BatchGetSecretValueCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSecrets, type SecretsService } from "../../../../infra/local/secrets/secrets-service.ts";
import { openTestAws, openTestFolder } from "../gateway/open-test-aws.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let secrets: SecretsService;
let client: SecretsManagerClient;

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  secrets = openSecrets(aws.place);
  aws.gateway.serve("secretsmanager", secrets.answer);
  client = new SecretsManagerClient(aws.client);
});

afterAll(async () => {
  await aws.gateway.close();
  folder.dispose();
});

const provision = async (logicalId: string, properties: object, service = secrets): Promise<string> => {
  const fulfil = service.resources["AWS::SecretsManager::Secret"];
  if (fulfil === undefined) throw new Error("nothing fulfils a secret");
  return (await fulfil({ logicalId, type: "AWS::SecretsManager::Secret", properties: { ...properties } }))
    .ref;
};

const valueOf = async (SecretId: string, VersionStage?: string) =>
  (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;

test("a secret is found by its ARN and by its name", async () => {
  const arn = await provision("Named", { Name: "channel/x", SecretString: `{"appSecret":""}` });
  expect(arn).toMatch(/^arn:aws:secretsmanager:eu-west-1:123456789012:secret:channel\/x-[0-9a-f]{6}$/u);
  expect(await valueOf(arn)).toBe(`{"appSecret":""}`);
  expect(await valueOf("channel/x")).toBe(`{"appSecret":""}`);
});

test("a new value makes the current one the previous, and the one before is forgotten", async () => {
  const SecretId = await provision("Rotated", { SecretString: "one" });
  await expect(valueOf(SecretId, "AWSPREVIOUS")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  for (const SecretString of ["two", "three"])
    await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
  expect([await valueOf(SecretId), await valueOf(SecretId, "AWSPREVIOUS")]).toEqual(["three", "two"]);
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
  expect(Object.values(VersionIdsToStages)).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
});

test("a value put under another stage leaves the current one alone", async () => {
  const SecretId = await provision("Pending", { SecretString: "live" });
  await client.send(
    new PutSecretValueCommand({ SecretId, SecretString: "soon", VersionStages: ["AWSPENDING"] }),
  );
  expect([await valueOf(SecretId), await valueOf(SecretId, "AWSPENDING")]).toEqual(["live", "soon"]);
});

test("the same request twice is one version; the same token for another value is refused", async () => {
  const SecretId = await provision("Twice", { SecretString: "one" });
  const put = (SecretString: string) =>
    client.send(new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken: "a".repeat(32) }));
  expect((await put("two")).VersionId).toBe((await put("two")).VersionId);
  expect(await valueOf(SecretId, "AWSPREVIOUS")).toBe("one");
  await expect(put("three")).rejects.toMatchObject({ name: "ResourceExistsException" });
});

test("an unknown secret, and one without a value, are not found", async () => {
  await expect(valueOf("nowhere")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  const empty = await provision("Empty", {});
  await expect(valueOf(empty)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("a generated value goes into its template, and keeps to what it may contain", async () => {
  const SecretId = await provision("Generated", {
    GenerateSecretString: {
      SecretStringTemplate: `{"user":"admin"}`,
      GenerateStringKey: "password",
      PasswordLength: 20,
      ExcludePunctuation: true,
      ExcludeCharacters: "0O",
    },
  });
  const { user, password }: Record<string, string> = JSON.parse((await valueOf(SecretId)) ?? "");
  expect(user).toBe("admin");
  expect(password).toMatch(/^[A-NP-Za-z1-9]{20}$/u);
  expect(password).toMatch(/[a-z].*[A-Z0-9]|[A-Z0-9].*[a-z]/u);
});

test("filling makes fields the current value, and leaves no empty placeholder valid behind it", async () => {
  const SecretId = await provision("Filled", { SecretString: `{"appSecret":"","verifyToken":""}` });
  secrets.fill(SecretId, { appSecret: "a", verifyToken: "v" });
  expect(await valueOf(SecretId)).toBe(`{"appSecret":"a","verifyToken":"v"}`);
  await expect(valueOf(SecretId, "AWSPREVIOUS")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("filling again with something else keeps what was there as the previous value; with the same, changes nothing", async () => {
  const SecretId = await provision("Moved", { SecretString: "{}" });
  secrets.fill(SecretId, { url: "one" });
  secrets.fill(SecretId, { url: "two" });
  secrets.fill(SecretId, { url: "two" });
  expect(await valueOf(SecretId)).toBe(`{"url":"two"}`);
  expect(await valueOf(SecretId, "AWSPREVIOUS")).toBe(`{"url":"one"}`);
});

test("several values are read in one call, those that are missing listed beside them", async () => {
  await provision("InBatch", { Name: "in-batch", SecretString: "s" });
  const answer = await client.send(new BatchGetSecretValueCommand({ SecretIdList: ["in-batch", "nowhere"] }));
  expect(answer.SecretValues).toMatchObject([{ Name: "in-batch", SecretString: "s" }]);
  expect(answer.Errors).toMatchObject([{ SecretId: "nowhere", ErrorCode: "ResourceNotFoundException" }]);
  const { SecretList } = await client.send(new ListSecretsCommand({}));
  expect(SecretList?.map(({ Name }) => Name)).toContain("in-batch");
});

test("a later start finds the values, in a file that is its owner's alone, whatever the template says", async () => {
  const arn = await provision("Kept", { SecretString: "first" });
  await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: "second" }));
  const again = openSecrets(aws.place);
  expect(await provision("Kept", { SecretString: "third" }, again)).toBe(arn);
  aws.gateway.serve("secretsmanager", again.answer);
  expect([await valueOf(arn), await valueOf(arn, "AWSPREVIOUS")]).toEqual(["second", "first"]);
  aws.gateway.serve("secretsmanager", secrets.answer);
  expect(statSync(join(folder.path, "secret-versions.json")).mode & 0o777).toBe(0o600);
});

test("what is not known of a secret stops the start; a binary value is refused", async () => {
  await expect(provision("Odd", { RotationRules: {} })).rejects.toThrow(
    "Odd (AWS::SecretsManager::Secret): the local runtime does not know the property RotationRules",
  );
  await expect(provision("Odd", { KmsKeyId: "arn:aws:kms:eu-west-1:1:key/k" })).rejects.toThrow(
    "KmsKeyId: the local runtime judges no customer's key",
  );
  const SecretId = await provision("Binary", {});
  const put = new PutSecretValueCommand({ SecretId, SecretBinary: Uint8Array.from([1]) });
  await expect(client.send(put)).rejects.toMatchObject({ name: "ValidationException" });
});
