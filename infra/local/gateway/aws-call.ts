/** An AWS API call as it reached the gateway, told apart from every other by service and operation. */
export type AwsCall = {
  /** `sqs`, `sns`, `ses`, `dynamodb`, `dynamodbstreams`, `events`, `secretsmanager`, `lambda`. */
  readonly service: string;
  /** `SendMessage`, `PutEvents`, … */
  readonly operation: string;
  /** The access key the call was signed with: whose call it is. */
  readonly accessKeyId: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Aborted when the caller stopped waiting: a long poll must then take no message. */
  readonly signal?: AbortSignal | undefined;
  /** For a call of a service: the rule, topic or alarm it acts for, `aws:SourceArn` in a policy. */
  readonly sourceArn?: string | undefined;
};

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

export type AwsAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};

/** Answers every call of one AWS API; throws an AwsError for what AWS would refuse. */
export type AnswerAws = (call: AwsCall) => Promise<AwsAnswer>;

type Caller = { readonly principal: string } & Pick<AwsCall, "signal" | "sourceArn">;

/**
 * Sends a call as the runtime itself (an event source mapping, a rule's target), through the same gateway. Resolves
 * to the answer's fields; rejects with an AwsError when AWS would answer with one.
 */
export type CallAws = (
  service: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  as: Caller,
) => Promise<Readonly<Record<string, unknown>>>;
