/** The pipeline's template, with empty functions: constructs are judged by what they ask CloudFormation for. */
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import * as z from "zod";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import { PipelineStack } from "../../../infra/pipeline-stack.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import type { FunctionName } from "../../../infra/bundling/function-name.ts";
import type { PipelineConfigInput } from "../../../shared/config/pipeline-config.ts";

/** Synthesizes the default configuration, or that one with some of it replaced. */
export const synthesized = (changes: Partial<PipelineConfigInput> = {}): Template =>
  Template.fromStack(
    new PipelineStack(new App(), {
      config: parseConfig({ ...pipelineConfig, ...changes }, "the test's configuration"),
      codeOf: () => Code.fromInline("export const handler = async () => {};"),
    }),
  );

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
type Resource = z.infer<typeof Resource>;

/** Every resource of a type, by logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  z.record(z.string(), Resource).parse(template.findResources(type));

/** The one resource of a type whose logical id begins so. */
export const resourceNamed = (template: Template, type: string, prefix: string): Resource => {
  const named = Object.entries(resourcesOf(template, type)).filter(([id]) => id.startsWith(prefix));
  const [first] = named;
  if (first === undefined || named.length > 1)
    throw new Error(`${named.length} ${type} begin with ${prefix}`);
  return first[1];
};

const QueuePolicy = z.object({
  Queues: z.tuple([z.object({ Ref: z.string() })]),
  PolicyDocument: z.object({ Statement: z.array(z.unknown()) }),
});

/** The statements of a queue's own policy. */
export const policiesOf = (template: Template, queueId: string): unknown[] =>
  Object.values(resourcesOf(template, "AWS::SQS::QueuePolicy"))
    .map(({ Properties }) => QueuePolicy.parse(Properties))
    .filter(({ Queues: [queue] }) => queue.Ref === queueId)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

const Lambda = z.looseObject({
  Description: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  Role: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }),
  Timeout: z.number(),
});

/** A function's properties, by the name it has in `functions/`. */
export const functionNamed = (template: Template, name: FunctionName): z.infer<typeof Lambda> => {
  const lambdas = Object.values(resourcesOf(template, "AWS::Lambda::Function"));
  const found = lambdas
    .map(({ Properties }) => Lambda.parse(Properties))
    .find(({ Description }) => Description.endsWith(name));
  if (found === undefined) throw new Error(`the template has no function ${name}`);
  return found;
};

const oneOrMany = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one) => [one])]);
const Statement = z.looseObject({
  Effect: z.literal("Allow"),
  Action: oneOrMany(z.string()),
  Resource: oneOrMany(z.unknown()),
});
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.object({ Ref: z.string() })),
});

/** Everything a function may do, as `<action> <resource>`, sorted. */
export const grantsOf = (template: Template, name: FunctionName): string[] => {
  const [roleId] = functionNamed(template, name).Role["Fn::GetAtt"];
  return Object.values(resourcesOf(template, "AWS::IAM::Policy"))
    .map(({ Properties }) => Policy.parse(Properties))
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === roleId))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource: resources }) =>
      Action.flatMap((action) => resources.map((resource) => `${action} ${arnText(resource)}`)),
    )
    .toSorted();
};

const Arn = z.union([
  z.string(),
  z.object({ Ref: z.string() }).transform(({ Ref }) => withoutHash(Ref)),
  z
    .object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) })
    .transform(({ "Fn::GetAtt": [id, attribute] }) =>
      attribute === "Arn" ? withoutHash(id) : `${withoutHash(id)}.${attribute}`,
    ),
]);
const JoinedArn = z
  .object({ "Fn::Join": z.tuple([z.literal(""), z.array(Arn)]) })
  .transform(({ "Fn::Join": [, parts] }) => parts.join(""));

const arnText = (arn: unknown): string => z.union([Arn, JoinedArn]).parse(arn);
const withoutHash = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/u, "");
