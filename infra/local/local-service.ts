/**
 * The one interface of the runtime's parts. A service fulfils CloudFormation resource types, may answer an AWS API
 * behind the gateway, may have work to do between `start` and `stop`, and knows the others only through its context.
 */
import type { AwsAnswer, AwsCall, CallAws, Credentials } from "./gateway/aws-call.ts";

/** A resource of the template, its intrinsics evaluated. */
export type LocalResource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** What other resources may refer to: `Ref` and `Fn::GetAtt`. */
export type Provisioned = {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
};

export type LocalService = {
  readonly name: string;
  /** Fulfils each resource type it names. Called in dependency order, once per resource, before `start`. */
  readonly resources: Readonly<
    Record<string, (resource: LocalResource) => Promise<Provisioned> | Provisioned>
  >;
  /** Answers calls of the AWS API with this name in the gateway's table. */
  readonly answer?: (call: AwsCall) => Promise<AwsAnswer>;
  /** Begins whatever happens by itself: polling, schedules, listening. Every resource exists by now. */
  readonly start?: () => Promise<void>;
  /** Ends it, and resolves when nothing of it is left running. */
  readonly stop?: () => Promise<void>;
};

/** What a service is told about the place it runs in. */
export type LocalPlace = {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** The folder all state is kept in. */
  readonly dataDirectory: string;
  /** The gateway every AWS call goes to, `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Calls AWS through the gateway as a principal: an event source mapping as its function's role, a rule as its service. */
  readonly callAws: CallAws;
  /** The keys of a principal (a role's ARN): what a function's environment is given, what the gateway knows it by. */
  readonly credentialsOf: (principal: string) => Credentials;
  /** One JSON-able line for whoever watches: the board, a test, a log file. Never customer text. */
  readonly report: (line: LocalReport) => void;
};

/** Something worth knowing that happened in the runtime. `message` says what, and for trouble what to do about it. */
export type LocalReport = {
  readonly at: Date;
  readonly service: string;
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  /** Ids and figures that go with it: a logical id, a queue's name, a function's request id. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
};
