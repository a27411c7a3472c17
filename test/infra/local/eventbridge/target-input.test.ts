import { expect, test } from "vitest";
import { Target } from "../../../../infra/local/eventbridge/rule-properties.ts";
import { targetInput } from "../../../../infra/local/eventbridge/target-input.ts";

const event = `{"source":"shop","detail":{"id":1993408911337734301,"name":"Ann \\"A\\"","tags":["a","b"],"none":null}}`;
const rule = { name: "team", arn: "arn:aws:events:eu-west-1:000000000000:rule/team" };
const acceptedAt = new Date("2026-11-21T10:00:00Z");

const inputOf = (how: object): string =>
  targetInput(Target.parse({ Id: "t", Arn: "arn:aws:sqs:eu-west-1:0:q", ...how }), {
    event,
    rule,
    acceptedAt,
  });

const template = (InputTemplate: string, InputPathsMap: Record<string, string> = {}): object => ({
  InputTransformer: { InputTemplate, InputPathsMap },
});

const paths = {
  id: "$.detail.id",
  name: "$.detail.name",
  tag: "$.detail.tags[1]",
  gone: "$.detail.gone.far",
};

test.each([
  { what: "the whole event", how: {}, input: event },
  { what: "a constant", how: { Input: `{"a": 1}` }, input: `{"a": 1}` },
  { what: "a part", how: { InputPath: "$.detail.tags" }, input: `["a","b"]` },
  { what: "a number of many digits", how: { InputPath: "$.detail.id" }, input: "1993408911337734301" },
  { what: "a part that is not there", how: { InputPath: "$.other" }, input: "null" },
  {
    what: "JSON values in a template",
    how: template(`{"id":<id>,"tag":<tag>}`, paths),
    input: `{"id":1993408911337734301,"tag":"b"}`,
  },
  {
    what: "values within a text",
    how: template(`{"t":"<name>: <id>"}`, paths),
    input: `{"t":"Ann \\"A\\": 1993408911337734301"}`,
  },
  { what: "a template that is one text", how: template(`"<tag> came"`, paths), input: `"b came"` },
  {
    what: "a quote of the template's own",
    how: template(`"say \\"<tag>\\""`, paths),
    input: `"say \\"b\\""`,
  },
  {
    what: "a value that is not there",
    how: template(`{"a":<gone>,"b":"<gone>"}`, paths),
    input: `{"a":"","b":""}`,
  },
  { what: "the rule's name", how: template(`{"rule":<aws.events.rule-name>}`), input: `{"rule":"team"}` },
  {
    what: "the time it came in",
    how: template(`"<aws.events.event.ingestion-time>"`),
    input: `"2026-11-21T10:00:00.000Z"`,
  },
  { what: "something in angle brackets that is no variable", how: template(`"a <b> c"`), input: `"a <b> c"` },
  { what: "the event in a template", how: template(`{"e":<aws.events.event>}`), input: `{"e":${event}}` },
])("a target receives $what", ({ how, input }) => {
  expect(inputOf(how)).toBe(input);
});

test.each(["detail.id", "$.a[*]", "$..a", "$['a']"])(
  "a path like %s is refused when the rule is made",
  (InputPath) => {
    expect(() => inputOf({ InputPath })).toThrow(/no JSON path/);
  },
);
