import { ArnFormat, Duration, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as SecondOpinionEnv } from "../../functions/second-opinion/env.ts";
import type { PipelineConfig } from "../../shared/config/pipeline-config.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { consumeQueue } from "./consume-queue.ts";
import type { Conversations } from "./conversations.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";

type Wanted = NonNullable<PipelineConfig["secondOpinion"]>;

type SecondOpinionProps = {
  readonly deployment: Deployment;
  readonly bus: EventBus;
  readonly conversations: Conversations;
  readonly wanted: Wanted;
};

/** What nobody was sure of is routed like everything else, and then asked about: beside the route, never before it. */
export class SecondOpinion extends Construct {
  constructor(scope: Construct, id: string, props: SecondOpinionProps) {
    super(scope, id);
    const { deployment, bus, conversations, wanted } = props;
    const timeout = Duration.seconds(wanted.timeoutSeconds + 10);
    const queue = new DurableQueue(this, "Queue", {
      observability: deployment.observability,
      name: "SecondOpinion",
      readerTimeout: timeout,
      whenDead: {
        customersLose: "nothing but time: these mentions stay with the team that decides by hand.",
        lookFirst: "the log of second-opinion: whether this account may use the model, and what it answers.",
      },
    });
    const { unsureBelow } = deployment.config.classification;
    bus.deliver(this, "UnsureRule", {
      event: MentionRouted,
      detail: { classification: { confidence: [{ numeric: ["<", unsureBelow] }] } },
      to: queue,
    });
    const { table } = conversations;
    const asking = new NodeFunction<SecondOpinionEnv>(this, "SecondOpinion", {
      deployment,
      name: "second-opinion",
      timeout,
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEAD_LETTER_QUEUE_URL: queue.deadLetters.queueUrl,
      },
      customersLose: "nothing but time: what nobody was sure of stays with the team that decides by hand.",
    });
    asking.allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], table.tableArn);
    asking.allow(["sqs:SendMessage"], queue.deadLetters.queueArn);
    asking.allow(["bedrock:InvokeModel"], ...modelArns(Stack.of(this), wanted));
    consumeQueue(asking, { queue, batchSize: 1, maxConcurrency: 2 });
  }
}

/** A model of this region; or an inference profile, and the model behind it in each region that may take the call. */
const modelArns = (stack: Stack, { model, regions }: Wanted): string[] => {
  const modelIn = (region: string, resourceName: string): string =>
    stack.formatArn({ service: "bedrock", region, account: "", resource: "foundation-model", resourceName });
  if (regions.length === 0) return [modelIn(stack.region, model)];
  const profile = stack.formatArn({
    service: "bedrock",
    resource: "inference-profile",
    resourceName: model,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const behind = model.replace(/^[a-z-]+\./u, "");
  return [profile, ...regions.map((region) => modelIn(region, behind))];
};
