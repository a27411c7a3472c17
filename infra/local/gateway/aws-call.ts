/** An AWS API call as it reached the gateway, told apart from every other by service and operation. */
export type AwsCall = {
  /** `sqs`, `sns`, `dynamodb`, `dynamodbstreams`, `events`, `secretsmanager`, `lambda`. */
  readonly service: string;
  /** `SendMessage`, `PutEvents`, … */
  readonly operation: string;
  /** The access key the call was signed with: whose call it is. */
  readonly accessKeyId: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

export type AwsAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};

/**
 * Sends a call as the runtime itself (an event source mapping, a rule's target), through the same gateway. Rejects
 * with AwsCallRefused when AWS answers with an error. `signal` gives up waiting: a long poll on the way down.
 */
export type CallAws = (
  service: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  as: { readonly principal: string; readonly signal?: AbortSignal | undefined },
) => Promise<Readonly<Record<string, unknown>>>;

/** AWS said no. `code` is its own word for why: `AccessDeniedException`, `ExpiredIteratorException`, … */
export class AwsCallRefused extends Error {
  override readonly name = "AwsCallRefused";
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}
