/** The pager of each kind of destination: adding a kind is a file beside this one and a case here. */
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SNSClient, type SNSClientConfig } from "@aws-sdk/client-sns";
import type { Destination } from "../config/destination-config.ts";
import type { OutgoingHttp } from "../outgoing/outgoing-http.ts";
import type { Reach } from "../outgoing/where-to.ts";
import type { Pager } from "../ports/pager.ts";
import type { SecretStore } from "../ports/secret-store.ts";
import { emailPager } from "./email-pager.ts";
import { pagerdutyPager } from "./pagerduty-pager.ts";
import { withCustomerMasked, withoutCustomer } from "./shown-customer.ts";
import { slackPager } from "./slack-pager.ts";
import { snsPager } from "./sns-pager.ts";
import { teamsPager } from "./teams-pager.ts";
import { webhookPager } from "./webhook-pager.ts";

/** What pagers are made of, by the destination's name where each has its own. */
export type PagerMeans = {
  readonly http: OutgoingHttp;
  /** How far `http` reaches. */
  readonly reach: Reach;
  readonly secrets: SecretStore;
  readonly secretIds: Readonly<Record<string, string>>;
  readonly topicArns: Readonly<Record<string, string>>;
  /** What clients of AWS are made with. */
  readonly aws: Pick<SNSClientConfig, "maxAttempts" | "endpoint" | "region" | "credentials">;
  /** For one call of AWS; those over HTTP are bound by `http`. */
  readonly timeoutMs?: number;
};

/** Throws where the destination's secret or topic is missing from the means. */
export const pagerOf = (name: string, destination: Destination, means: PagerMeans): Pager => {
  const pager = barePager(name, destination, means);
  return destination.showsCustomer ? withCustomerMasked(pager) : withoutCustomer(pager);
};

const barePager = (name: string, destination: Destination, means: PagerMeans): Pager => {
  const { http, secrets, timeoutMs = 10_000 } = means;
  const secret = () => ({ destination: name, secrets, secretId: known(means.secretIds, name, "secret") });
  switch (destination.kind) {
    case "webhook":
      return webhookPager(http, secret());
    case "slack":
      return slackPager(http, secret());
    case "teams":
      return teamsPager(http, secret());
    case "pagerduty":
      return pagerdutyPager(http, { api: destination.api, reach: means.reach }, secret());
    case "sns": {
      const topicArn = known(means.topicArns, name, "topic");
      return snsPager(new SNSClient(means.aws), { destination: name, topicArn, timeoutMs });
    }
    case "email": {
      const { to, from } = destination;
      return emailPager(new SESv2Client(means.aws), { destination: name, to, from, timeoutMs });
    }
  }
};

const known = (ids: Readonly<Record<string, string>>, name: string, what: string): string => {
  const id = ids[name];
  if (id === undefined) throw new Error(`nobody was told the ${what} of ${name}`);
  return id;
};
