import { expect, test } from "vitest";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import type { Template, TemplateResource } from "../../infra/local/template/template.ts";
import { eventually } from "./eventually.ts";
import { freshBody, startPipeline, type Pipeline } from "./pipeline.ts";

/** The logical id of the one resource of a type whose definition says this. */
const idOf = (template: Template, type: string, says: RegExp): string => {
  const ids = Object.entries(template.Resources)
    .filter(
      ([id, resource]: [string, TemplateResource]) =>
        resource.Type === type && says.test(`${id} ${JSON.stringify(resource)}`),
    )
    .map(([id]) => id);
  expect(ids, `${type} that says ${says}`).toHaveLength(1);
  return ids[0] ?? "";
};

const without = (type: string, says: RegExp) => (template: Template) => {
  delete template.Resources[idOf(template, type, says)];
};

const withPipeline = async (
  change: (template: Template) => void,
  journey: (pipeline: Pipeline) => Promise<void>,
): Promise<void> => {
  const pipeline = await startPipeline({ change });
  try {
    await journey(pipeline);
  } finally {
    await pipeline.stop();
  }
};

const expectComplaint = async (pipeline: Pipeline, says: RegExp): Promise<void> => {
  const complaint = await eventually(
    () => pipeline.complaints.find((one) => says.test(one)),
    () => `nobody complained of ${says}: ${pipeline.complaints.join("\n")}`,
  );
  expect(complaint).toMatch(says);
};

test("without the rule of a team, whatever refers to it cannot be made, and the start says so", async () => {
  const started = startPipeline({ change: without("AWS::Events::Rule", /"team":\["sales"\]/u) });
  await expect(started).rejects.toThrow(/the template does not have TeamQueuesSalesRule/u);
});

test("with a rule that wants nothing, its team's mentions go nowhere, and the bus says so", () =>
  withPipeline(
    (template) => {
      const rule = template.Resources[idOf(template, "AWS::Events::Rule", /"team":\["sales"\]/u)];
      if (rule !== undefined) rule.Properties["EventPattern"] = { source: ["nobody"] };
    },
    async (pipeline) => {
      expect(await pipeline.deliver("x", freshBody("x", "family-plan-price"))).toBe(200);
      await expectComplaint(pipeline, /No rule of bus .* wants the event MentionRouted/u);
    },
  ));

test("without the due index, the sweeper fails and names it", () =>
  withPipeline(
    (template) => {
      const table = template.Resources[idOf(template, "AWS::DynamoDB::Table", /byDue/u)];
      const indexes = table?.Properties["GlobalSecondaryIndexes"];
      if (table === undefined || !Array.isArray(indexes)) throw new Error("the table has no indexes");
      table.Properties["GlobalSecondaryIndexes"] = indexes.filter(({ IndexName }) => IndexName !== "byDue");
      const used = new Set(
        JSON.stringify(table.Properties["GlobalSecondaryIndexes"]).match(/"AttributeName":"(\w+)"/gu),
      );
      const attributes = table.Properties["AttributeDefinitions"];
      if (!Array.isArray(attributes)) throw new Error("the table has no attributes");
      table.Properties["AttributeDefinitions"] = attributes.filter(
        ({ AttributeName }) =>
          used.has(`"AttributeName":"${AttributeName}"`) || ["pk", "sk"].includes(AttributeName),
      );
    },
    async (pipeline) => {
      await pipeline.sweep();
      await expectComplaint(pipeline, /does not have the specified index: byDue/u);
    },
  ));

test("without its event source mapping, the intake queue is read by nobody", () =>
  withPipeline(without("AWS::Lambda::EventSourceMapping", /Intake|TriageMentions/u), async (pipeline) => {
    expect(await pipeline.deliver("x", freshBody("x", "family-plan-price"))).toBe(200);
    const nothing = pipeline.takeFrom("SalesQueueUrl", MentionRouted.detail, { patienceMs: 3000 });
    await expect(nothing).rejects.toThrow(/1 waiting in intake/u);
  }));

test("without an environment variable, the function says which one it misses", () =>
  withPipeline(
    (template) => {
      const triage = template.Resources[idOf(template, "AWS::Lambda::Function", /"triage-mentions"/u)];
      const variables = JSON.parse(JSON.stringify(triage?.Properties["Environment"]));
      delete variables.Variables.CONVERSATIONS_TABLE_NAME;
      if (triage !== undefined) triage.Properties["Environment"] = variables;
    },
    async (pipeline) => {
      expect(await pipeline.deliver("x", freshBody("x", "family-plan-price"))).toBe(200);
      await expectComplaint(pipeline, /CONVERSATIONS_TABLE_NAME/u);
    },
  ));
