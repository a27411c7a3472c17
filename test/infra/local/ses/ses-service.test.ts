import { ListEmailIdentitiesCommand, SendEmailCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identityArnOfSender } from "../../../../infra/local/ses/known-identities.ts";
import { openSes, type SentMail, type SesService } from "../../../../infra/local/ses/ses-service.ts";
import { openTestAws, openTestFolder } from "../gateway/open-test-aws.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestAws>>;
let ses: SesService;
let client: SESv2Client;

beforeAll(async () => {
  aws = await openTestAws(folder.path);
  ses = openSes(aws.place);
  aws.gateway.serve("ses", ses.answer);
  client = new SESv2Client(aws.client);
});
afterAll(async () => {
  client.destroy();
  await aws.gateway.close();
  folder.dispose();
});

const simple = {
  Subject: { Data: "Too late" },
  Body: { Text: { Data: "in words" }, Html: { Data: "<p>in words</p>" } },
  Headers: [{ Name: "Auto-Submitted", Value: "auto-generated" }],
};
const mail = (changes: object = {}) =>
  new SendEmailCommand({
    FromEmailAddress: "pages@brand.example",
    Destination: { ToAddresses: ["ada@brand.example", "ben@brand.example"] },
    Content: { Simple: simple },
    ...changes,
  });

test("whoever listens hears of a mail at once, and it goes nowhere", async () => {
  const heard: SentMail[] = [];
  const stopListening = ses.onMail((sent) => heard.push(sent));
  const { MessageId } = await client.send(mail());
  stopListening();
  await client.send(mail());
  expect(MessageId).toEqual(expect.any(String));
  expect(heard).toEqual([
    {
      from: "pages@brand.example",
      to: ["ada@brand.example", "ben@brand.example"],
      subject: "Too late",
      text: "in words",
      html: "<p>in words</p>",
      headers: { "Auto-Submitted": "auto-generated" },
      at: expect.any(Date),
    },
  ]);
  expect(aws.reports.at(-1)).toMatchObject({ service: "ses", level: "info", facts: { addresses: 2 } });
});

describe("what SES would refuse, or is not known here, is refused", () => {
  test.each([
    ["nobody to send it to", { Destination: { ToAddresses: [] } }],
    ["what is no address", { FromEmailAddress: "Ada" }],
    ["a template", { Content: { Template: { TemplateName: "t", TemplateData: "{}" } } }],
    ["a set of rules nobody here has", { ConfigurationSetName: "mine" }],
    [
      "a sign no header may have",
      { Content: { Simple: { ...simple, Headers: [{ Name: "X-A", Value: "ä" }] } } },
    ],
  ])("%s", async (_, changes) => {
    await expect(client.send(mail(changes))).rejects.toMatchObject({
      name: "ValidationException",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("another operation", async () => {
    await expect(client.send(new ListEmailIdentitiesCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: expect.stringContaining("POST /v2/email/list-identities"),
    });
  });
});

const arn = (identity: string) => `arn:aws:ses:eu-west-1:123456789012:identity/${identity}`;

const allowing = (...identities: readonly string[]) => [
  {
    Version: "2012-10-17" as const,
    Statement: identities.map((identity) => ({
      Effect: "Allow" as const,
      Action: "ses:SendEmail",
      Resource: arn(identity),
    })),
  },
];

describe("a sender is judged by the nearest identity the template speaks of", () => {
  const from = "pages@mail.brand.example";
  test.each([
    [["brand.example"], "brand.example"],
    [["brand.example", "mail.brand.example"], "mail.brand.example"],
    [["brand.example", from], from],
    [["other.example"], "mail.brand.example"],
    [[], "mail.brand.example"],
  ])("%j: %s", (identities, identity) => {
    const identityArnOf = identityArnOfSender(allowing(...identities), aws.place);
    expect(identityArnOf(from)).toBe(arn(identity));
  });
});
