import type { RequestContext } from "../request-context.ts";

/** An action on a resource. A call that does several things needs several, and goes ahead with all of them or not. */
export type Need = {
  readonly action: string;
  readonly resource: string;
  /** What the call adds to the facts that every request has: `dynamodb:LeadingKeys`, … */
  readonly context?: RequestContext;
};

/** What a call of one operation needs, told from its input. Throws a ZodError for input that says too little. */
export type NeedsOf = (input: unknown) => readonly Need[];

/** Everything an API's operations need, by the operation's name. */
export type NeedsTable = Readonly<Record<string, NeedsOf>>;

/** What only the services know of the resources that calls name. */
export type ResourceNames = {
  readonly region: string;
  readonly accountId: string;
  /** By name or ARN; undefined for a secret the template does not have. */
  readonly secretArnOf: (secretId: string) => string | undefined;
  readonly streamArnOf: (tableName: string) => string | undefined;
  /** The verified identity an address sends as. */
  readonly identityArnOf: (address: string) => string;
  readonly partitionKeyOf: (tableName: string, indexName?: string) => string | undefined;
};

/** One action on the resources, one or several, that the input names. */
export const on =
  (action: string, resourcesOf: (input: unknown) => string | readonly string[]): NeedsOf =>
  (input) =>
    [resourcesOf(input)].flat().map((resource) => ({ action, resource }));

/** For actions that AWS offers on no narrower resource. */
export const everything = (): string => "*";
