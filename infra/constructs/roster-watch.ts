import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import type { Env as MindRostersEnv } from "../../functions/mind-rosters/env.ts";
import type { Conversations } from "./conversations.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import { NodeFunction } from "./node-function.ts";
import type { PageDestinations } from "./page-destinations.ts";

type RosterWatchProps = {
  readonly deployment: Deployment;
  readonly conversations: Conversations;
  readonly destinations: PageDestinations;
};

/** A notice may be as late as this; a run is over long before the next one. */
const period = Duration.minutes(5);

/** Rosters are looked after before anybody is missed: who begins soon, and where nobody will be. */
export class RosterWatch extends Construct {
  private readonly props: RosterWatchProps;

  constructor(scope: Construct, id: string, props: RosterWatchProps) {
    super(scope, id);
    this.props = props;
    const deadLetters = new DeadLetterQueue(this, "DeadLetters", {
      observability: props.deployment.observability,
      customersLose: "perhaps an answer at night: whoever is on call may not know it, and a gap is not told.",
      lookFirst: "the log of mind-rosters. The next run that succeeds makes up for it.",
    });
    const mind = this.mindRosters(deadLetters);
    this.alert(mind);
    this.onSchedule(mind, deadLetters);
    new CfnOutput(Stack.of(this), "MindRostersFunctionName", { value: mind.lambda.functionName });
    new CfnOutput(Stack.of(this), "MindRostersDeadLetterUrl", { value: deadLetters.queueUrl });
  }

  private mindRosters(deadLetters: DeadLetterQueue): NodeFunction<MindRostersEnv> {
    const { deployment, conversations, destinations } = this.props;
    const mind = new NodeFunction<MindRostersEnv>(this, "MindRosters", {
      deployment,
      name: "mind-rosters",
      timeout: Duration.minutes(2),
      environment: {
        CONVERSATIONS_TABLE_NAME: conversations.table.tableName,
        ...destinations.environment,
      },
      deadLetters,
      customersLose: "perhaps an answer at night: whoever is on call may not know it, and a gap is not told.",
    });
    mind.allow(["dynamodb:GetItem", "dynamodb:PutItem"], conversations.table.tableArn);
    mind.allow(["dynamodb:Query"], conversations.indexArn("byTeam"));
    destinations.letPage(mind);
    return mind;
  }

  private alert(mind: NodeFunction<MindRostersEnv>): void {
    mind.alertOn("NoticeFailed", {
      customersLose:
        "perhaps an answer at night: somebody could not be told that they are on call, or of a gap.",
      lookFirst: "notice.refused in the log of mind-rosters: which destination, and why; then its secret.",
    });
  }

  private onSchedule(mind: NodeFunction<MindRostersEnv>, deadLetterQueue: DeadLetterQueue): void {
    const rule = new Rule(this, "EveryFiveMinutes", { schedule: Schedule.rate(period) });
    rule.addTarget(
      new LambdaFunction(mind.lambda, { deadLetterQueue, retryAttempts: 1, maxEventAge: period }),
    );
    this.props.deployment.observability.raise(this, "Silent", {
      metric: mind.lambda.metricInvocations({ period }),
      when: { fallsBelow: 1 },
      periods: 3,
      customersLose: "perhaps an answer at night: nobody looks whether somebody is on call, and knows it.",
      lookFirst: "whether the rule that runs mind-rosters every five minutes is enabled.",
    });
  }
}
