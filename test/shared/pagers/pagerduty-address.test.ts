import { expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import { outgoingHttp, type OutgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import type { Reach } from "../../../shared/outgoing/where-to.ts";
import { pagerdutyPager } from "../../../shared/pagers/pagerduty-pager.ts";
import { aPage } from "../../builders/a-page.ts";

const routingKey = "r0ut1ngk3yr0ut1ngk3yr0ut1ngk3y00";
const real = "https://events.pagerduty.com";
const [receiver, ownStandIn] = ["http://127.0.0.1:4010/pagerduty", "http://localhost:4011/"];

const pagerTo = (http: OutgoingHttp, api: string, reach: Reach, standIn?: string) =>
  pagerdutyPager(
    http,
    { api, reach },
    {
      destination: "duty",
      secretId: "duty",
      secrets: { read: async () => [standIn === undefined ? { routingKey } : { routingKey, standIn }] },
    },
  );

const addressAskedBy = async (...asked: [api: string, reach: Reach, standIn?: string]): Promise<string> => {
  let address = "";
  const noting: OutgoingHttp = async ({ url }) => {
    address = url;
    return { status: 202, headers: {}, text: "", isWhole: true };
  };
  await pagerTo(noting, ...asked).send(aPage(), new Date());
  return address;
};

test.each<[string, Reach, string | undefined, string]>([
  [real, "this machine", receiver, `${receiver}/v2/enqueue`],
  [ownStandIn, "this machine", receiver, "http://localhost:4011/v2/enqueue"],
  [real, "public", undefined, `${real}/v2/enqueue`],
  [real, "public", receiver, `${real}/v2/enqueue`],
])("with %s, reaching %s and the stand-in %s, it asks %s", async (api, reach, standIn, asked) => {
  expect(await addressAskedBy(api, reach, standIn)).toBe(asked);
});

test.each([undefined, "https://events.eu.pagerduty.com"])(
  "a run on this machine never reaches PagerDuty, also where its stand-in is %s",
  async (standIn) => {
    const failure = pagerTo(outgoingHttp({ reach: "this machine" }), real, "this machine", standIn).send(
      aPage(),
      new Date(),
    );
    await expect(failure).rejects.toBeInstanceOf(PermanentError);
    await expect(failure).rejects.toMatchObject({
      cause: { message: expect.stringContaining("nothing may leave in a local run") },
    });
  },
);
