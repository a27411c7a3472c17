/** A pager of each kind, as a handler builds it, whose destination is played on loopback. */
import { Destination } from "../../../shared/config/destination-config.ts";
import { outgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import { pagerOf } from "../../../shared/pagers/pager-of.ts";
import type { Pager } from "../../../shared/ports/pager.ts";
import { startRecordingServer, type Answer, type RecordingServer } from "./recording-server.ts";

export type PagerKind = Destination["kind"];

export type PagerBench = Pick<RecordingServer, "received" | "answer" | "close"> & {
  readonly pager: Pager;
  /** What must be in no error. */
  readonly secrets: readonly string[];
};

type Wish = {
  readonly timeoutMs?: number;
  readonly showsCustomer?: boolean;
  /** In the place of what somebody filled in. */
  readonly fields?: Readonly<Record<string, string>>;
};

export const signingSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
export const routingKey = "r0ut1ngk3yr0ut1ngk3yr0ut1ngk3y00";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:duty";

/** What each kind's destination says when it takes a page. */
const taken: Record<PagerKind, Answer> = {
  webhook: { status: 204 },
  slack: { status: 200, body: "ok" },
  teams: { status: 202 },
  pagerduty: { status: 202, body: '{"status":"success","message":"Event processed"}' },
  sns: {
    status: 200,
    body: "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
  },
  email: { status: 200, body: '{"MessageId":"1"}' },
};

export const startPagerBench = async (kind: PagerKind, wish: Wish = {}): Promise<PagerBench> => {
  const { timeoutMs = 10_000, showsCustomer = false } = wish;
  const server = await startRecordingServer(taken[kind]);
  const url = `${server.url}/hooks/s3cr3t-path`;
  const fields = wish.fields ?? { url, signingSecret, routingKey };
  const aws = {
    endpoint: server.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "x" },
    maxAttempts: 2,
  };
  const pager = pagerOf("duty", destinationOf(kind, { showsCustomer, api: server.url }), {
    http: outgoingHttp({ reach: "this machine", timeoutMs }),
    reach: "this machine",
    secrets: { read: async () => [fields] },
    secretIds: { duty: "duty" },
    topicArns: { duty: topicArn },
    aws,
    timeoutMs,
  });
  return {
    ...server,
    pager,
    secrets: ["s3cr3t-path", "127.0.0.1", signingSecret, routingKey, topicArn, "ada@brand.example"],
  };
};

const destinationOf = (kind: PagerKind, { showsCustomer, api }: { showsCustomer: boolean; api: string }) =>
  Destination.parse({
    kind,
    ...(kind === "sns" ? {} : { showsCustomer }),
    ...(kind === "pagerduty" ? { api } : {}),
    ...(kind === "email" ? { to: ["ada@brand.example"], from: "pages@brand.example" } : {}),
  });
