import { Duration, Validations } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { FunctionName } from "../bundling/function-name.ts";
import type { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import { logRetention } from "./log-retention.ts";
import type { Alert } from "./observability.ts";

type NodeFunctionProps<Environment> = {
  readonly deployment: Deployment;
  readonly name: FunctionName;
  readonly timeout: Duration;
  /** The function's own `Env`, so that a variable it reads and nobody sets does not compile. */
  readonly environment: Environment;
  /** Its share of a core grows with it. 256 unless somebody waits: what reads a queue mostly waits for AWS itself. */
  readonly memoryMegabytes?: number;
  /** What customers lose when it fails or is throttled: the alarms' words. */
  readonly customersLose: string;
  /** Only for a function that is invoked asynchronously: where an invocation goes after its last try. */
  readonly deadLetters?: DeadLetterQueue;
};

/** Our one Lambda default. It may write its own log and its own trace, and whatever `allow` adds. */
export class NodeFunction<Environment extends Record<string, string>> extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeout: Duration;
  private readonly role: Role;
  private readonly deployment: Deployment;
  private readonly functionName: FunctionName;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Environment>) {
    super(scope, id);
    this.timeout = props.timeout;
    this.deployment = props.deployment;
    this.functionName = props.name;
    const log = new LogGroup(this, "Log", {
      retention: logRetention[props.deployment.config.retention.logDays],
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.allow(["logs:CreateLogStream", "logs:PutLogEvents"], log.logGroupArn);
    this.lambda = this.createFunction(log, props);
    this.acknowledge(props);
    this.watch(props);
  }

  /** Grants exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resourceArns: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resourceArns] }));
  }

  /** Grants an action on a resource as long as a fact of the request equals this value: `ses:FromAddress`, … */
  allowWhere(fact: string, equals: string, action: string, resourceArn: string): void {
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [action],
        resources: [resourceArn],
        conditions: { StringEquals: { [fact]: equals } },
      }),
    );
  }

  /** Grants an action that AWS offers on no narrower resource than everything. */
  allowEverywhere(action: string): void {
    this.allow([action], "*");
  }

  /** An alarm on something the function counts itself, at the first of it. */
  alertOn(metricName: string, words: Pick<Alert, "customersLose" | "lookFirst">): void {
    const { config, observability } = this.deployment;
    const metric = new Metric({
      namespace: config.stackName,
      metricName,
      dimensionsMap: { service: this.functionName },
      statistic: "Sum",
      period: Duration.minutes(1),
    });
    observability.raise(this, metricName, { metric, when: { reaches: 1 }, ...words });
  }

  private createFunction(logGroup: LogGroup, props: NodeFunctionProps<Environment>): LambdaFunction {
    const { deployment, name, timeout, environment, deadLetters, memoryMegabytes = 256 } = props;
    return new LambdaFunction(this, "Function", {
      description: `First Reply: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMegabytes,
      timeout,
      code: deployment.codeOf(name),
      handler: "handler.handler",
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: deployment.config.stackName,
      },
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      ...(deadLetters && { deadLetterQueue: deadLetters }),
    });
  }

  private acknowledge({ deadLetters }: NodeFunctionProps<Environment>): void {
    Validations.of(this.role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason:
        "Only actions that AWS offers on no narrower resource: writing traces, and reading metrics where a function does.",
    });
    if (deadLetters === undefined)
      Validations.of(this.lambda).acknowledge({
        id: "Serverless-LambdaDLQ",
        reason:
          "Never invoked asynchronously: what fails is answered, or stays with the queue or stream it came from.",
      });
  }

  private watch({
    deployment: { observability },
    name,
    customersLose,
  }: NodeFunctionProps<Environment>): void {
    const period = Duration.minutes(5);
    observability.raise(this, "Failing", {
      metric: this.lambda.metricErrors({ period }),
      when: { reaches: 1 },
      customersLose,
      lookFirst: `the log of ${name}, for its last ERROR line or time-out.`,
    });
    observability.raise(this, "Throttled", {
      metric: this.lambda.metricThrottles({ period }),
      when: { reaches: 1 },
      customersLose,
      lookFirst: `the account's concurrent executions in Lambda, and who takes them from ${name}.`,
    });
  }
}
