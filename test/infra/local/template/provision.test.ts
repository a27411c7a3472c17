import { describe, expect, test } from "vitest";
import type { LocalResource, LocalService } from "../../../../infra/local/local-service.ts";
import { provision } from "../../../../infra/local/template/provision.ts";
import { Template } from "../../../../infra/local/template/template.ts";

const place = { region: "eu-west-1", accountId: "000000000000", stackName: "Shop" };

/** Makes anything of type `Thing`, and remembers in which order. */
const thingService = () => {
  const made: LocalResource[] = [];
  const make = (resource: LocalResource) => {
    made.push(resource);
    return { ref: `the ${resource.logicalId}`, attributes: { Arn: `arn:${resource.logicalId}` } };
  };
  const service: LocalService = { name: "things", resources: { Thing: make } };
  return { made, service };
};

const provisionThings = async (sections: object) => {
  const { made, service } = thingService();
  const stack = await provision(Template.parse(sections), [service], place);
  return { ...stack, made };
};

const thing = (Properties: object = {}, more: object = {}) => ({ Type: "Thing", Properties, ...more });

test("resources are made behind everything they refer to", async () => {
  const { made } = await provisionThings({
    Resources: {
      First: thing({ a: { "Fn::GetAtt": ["Second", "Arn"] } }),
      Second: thing({ b: { "Fn::Sub": ["${Third.Arn}-${own}", { own: { Ref: "Fourth" } }] } }),
      Third: thing({}, { DependsOn: ["Fourth"] }),
      Fourth: thing(),
    },
  });
  expect(made.map(({ logicalId }) => logicalId)).toEqual(["Fourth", "Third", "Second", "First"]);
});

test("a service receives properties in which nothing is left to work out", async () => {
  const { made } = await provisionThings({
    Resources: {
      A: thing(),
      B: thing({ name: { "Fn::Join": ["/", [{ Ref: "A" }, "x"]] }, none: { Ref: "AWS::NoValue" } }),
    },
  });
  expect(made[1]?.properties).toEqual({ name: "the A/x" });
});

test("resources in a circle are named", async () => {
  const Resources = {
    A: thing({ b: { Ref: "B" } }),
    B: thing({ c: { Ref: "C" } }),
    C: thing({ b: { Ref: "B" } }),
  };
  await expect(provisionThings({ Resources })).rejects.toThrow(/B → C → B/);
});

test("a resource whose condition does not hold is not made, and nothing waits for it", async () => {
  const { made, outputs } = await provisionThings({
    Conditions: { Never: { "Fn::Equals": [1, 2] } },
    Resources: { A: thing({}, { Condition: "Never" }), B: thing({}, { DependsOn: "A" }) },
    Outputs: { OfA: { Value: { Ref: "A" }, Condition: "Never" }, OfB: { Value: { Ref: "B" } } },
  });
  expect(made.map(({ logicalId }) => logicalId)).toEqual(["B"]);
  expect(outputs).toEqual({ OfB: "the B" });
});

describe("a type nobody fulfils", () => {
  test("stops everything before the first resource is made, naming each", async () => {
    const { made, service } = thingService();
    const template = Template.parse({
      Resources: { A: thing(), Odd: { Type: "AWS::Odd" }, Rare: { Type: "AWS::Rare" } },
    });
    await expect(provision(template, [service], place)).rejects.toThrow(
      /Odd \(AWS::Odd\), Rare \(AWS::Rare\)/,
    );
    expect(made).toEqual([]);
  });

  test("but without a local meaning is kept as a description others can refer to", async () => {
    const Alarm = { Type: "AWS::CloudWatch::Alarm", Properties: { AlarmName: "late", Threshold: 1 } };
    const { descriptions, outputs } = await provisionThings({
      Resources: { Alarm },
      Outputs: { Arn: { Value: { "Fn::GetAtt": ["Alarm", "Arn"] } } },
    });
    expect(descriptions).toMatchObject([{ logicalId: "Alarm", properties: { Threshold: 1 } }]);
    expect(outputs).toEqual({ Arn: "arn:aws:cloudwatch:eu-west-1:000000000000:alarm:late" });
  });
});

test("what goes wrong in a service is told with the resource it was making", async () => {
  const service: LocalService = {
    name: "things",
    resources: {
      Thing: () => {
        throw new Error("no room");
      },
    },
  };
  const template = Template.parse({ Resources: { A: thing() } });
  await expect(provision(template, [service], place)).rejects.toThrow(/A \(Thing\) was not made: no room/);
});

test("two services for one type are a mistake", async () => {
  const { service } = thingService();
  await expect(provision(Template.parse({ Resources: {} }), [service, service], place)).rejects.toThrow(
    /Thing/,
  );
});
