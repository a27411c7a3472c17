/** Who a call is from, as AWS would name them and as a policy's conditions see them. */
import type { RequestContext } from "./request-context.ts";
import type { KnownKey } from "./condition/known-keys.ts";

/** A principal the runtime knows, and the rule, topic or route it acts for. */
export type Caller = { readonly principal: string; readonly sourceArn?: string | undefined };

export type NamedCaller = {
  /** `arn:aws:sts::…:assumed-role/<role>/<function>`, or a service's name. */
  readonly user: string;
  readonly isService: boolean;
  /** What a policy may ask about them. */
  readonly facts: RequestContext;
};

/** What a caller's name and facts are made of. */
export type Whereabouts = {
  readonly region: string;
  readonly accountId: string;
  /** What the sessions of a role are called: Lambda takes the function's name. */
  readonly sessionOf: (roleArn: string) => string;
};

export const operator = "operator";

export const nameCaller = ({ principal, sourceArn }: Caller, place: Whereabouts): NamedCaller => {
  if (/^[\w-]+\.amazonaws\.com$/u.test(principal)) return service(principal, sourceArn);
  const { accountId } = place;
  if (principal === operator) return person(`arn:aws:iam::${accountId}:user/${operator}`, "User", place);
  const role = /^arn:aws:iam::\d+:role\/(?:.*\/)?([^/]+)$/u.exec(principal)?.[1];
  if (role === undefined) throw new Error(`The local runtime knows nobody called ${principal}`);
  const session = `arn:aws:sts::${accountId}:assumed-role/${role}/${place.sessionOf(principal)}`;
  return { ...person(principal, "AssumedRole", place), user: session };
};

const person = (arn: string, type: string, { accountId }: Whereabouts): NamedCaller => ({
  user: arn,
  isService: false,
  facts: known({
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": type,
    "aws:PrincipalIsAWSService": "false",
    "aws:SourceIp": "127.0.0.1",
  }),
});

const service = (principal: string, sourceArn: string | undefined): NamedCaller => ({
  user: principal,
  isService: true,
  facts: known({
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": principal,
    "aws:SourceArn": sourceArn,
    "aws:SourceAccount": sourceArn?.split(":")[4],
  }),
});

/** The facts that are the same for everybody. Nothing leaves this machine, so loopback counts as TLS. */
export const factsOfRequest = ({ region, accountId }: Whereabouts, now: Date): RequestContext =>
  known({
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    "aws:RequestedRegion": region,
    "aws:ResourceAccount": accountId,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
  });

const known = (facts: Partial<Record<KnownKey, string | undefined>>): RequestContext => facts;
