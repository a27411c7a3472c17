import { describe, expect, test } from "vitest";
import { parseConfig } from "../../../infra/config/resolve-config.ts";
import { pagingWithin } from "../../../infra/config/paging-within.ts";
import pipelineConfig from "../../../infra/pipeline.config.ts";

const withDestination = (destination: object) =>
  parseConfig(
    { ...pipelineConfig, destinations: { ...pipelineConfig.destinations, extra: destination } },
    "the test's configuration",
  );
const extra = (destination: object) => withDestination(destination).destinations["extra"];

const mail = { kind: "email", to: ["ada@brand.example"], from: "pages@mail.brand.example" };

describe("a destination says little", () => {
  test.each([
    [{ kind: "webhook" }, { showsCustomer: false }],
    [{ kind: "slack", showsCustomer: true }, { showsCustomer: true }],
    [{ kind: "teams" }, { showsCustomer: false }],
    [{ kind: "sns" }, { showsCustomer: false }],
    [{ kind: "pagerduty" }, { api: "https://events.pagerduty.com" }],
    [
      { kind: "pagerduty", api: "https://events.eu.pagerduty.com" },
      { api: "https://events.eu.pagerduty.com" },
    ],
    [mail, { identity: "mail.brand.example" }],
    [{ ...mail, identity: "brand.example" }, { identity: "brand.example" }],
    [{ ...mail, identity: "pages@mail.brand.example" }, { identity: "pages@mail.brand.example" }],
  ])("%j", (written, resolved) => {
    expect(extra(written)).toMatchObject(resolved);
  });
});

describe("what makes no sense is refused, with what to write instead", () => {
  test.each([
    [{ kind: "fax" }, "destinations.extra.kind: write one of webhook, sns, pagerduty, slack, teams, email"],
    [
      { kind: "sns", showsCustomer: true },
      "anybody may subscribe to a topic, and an SMS is read on a locked screen",
    ],
    [{ kind: "slack", url: "https://hooks.slack.com/x" }, "knows nothing called url: take it out"],
    [{ kind: "pagerduty", api: "http://events.pagerduty.com" }, "use https: the routing key travels there"],
    [{ kind: "email", from: mail.from }, "destinations.extra.to: is missing"],
    [{ ...mail, to: [] }, "name at least one address"],
    [{ ...mail, to: ["Ada"] }, "destinations.extra.to[0]: write an e-mail address"],
    [
      { ...mail, identity: "other.example" },
      "is neither the address in `from` nor a domain that address is under",
    ],
    [{ ...mail, identity: "rand.example" }, "is neither the address in `from`"],
  ])("%j", (written, problem) => {
    expect(() => withDestination(written)).toThrow(problem);
  });
});

describe("pages stay on this machine where it runs here, and only there", () => {
  const config = parseConfig(pipelineConfig, "the test's configuration");
  const kept = { ...config, paging: { toThisMachine: true } };

  test("whatever the configuration says", () => {
    expect(config.paging).toEqual({ toThisMachine: false });
    for (const written of [config, kept]) expect(pagingWithin(written, "c.ts", "here")).toEqual(kept);
  });

  test("a deployment that would page nobody is refused", () => {
    expect(pagingWithin(config, "c.ts", undefined)).toEqual(config);
    expect(() => pagingWithin(kept, "c.ts", undefined)).toThrow(
      /^c\.ts makes no sense yet:\n {2}paging\.toThisMachine: pages would reach nobody once deployed/u,
    );
  });
});
