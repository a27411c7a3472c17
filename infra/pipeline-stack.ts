import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AnswerPage } from "./constructs/answer-page.ts";
import { ChannelAccess } from "./constructs/channel-access.ts";
import { ChannelWatch } from "./constructs/channel-watch.ts";
import { Conversations } from "./constructs/conversations.ts";
import { Deadlines } from "./constructs/deadlines.ts";
import type { Deployment } from "./constructs/deployment.ts";
import { EventBus } from "./constructs/event-bus.ts";
import { EventRelay } from "./constructs/event-relay.ts";
import { Observability } from "./constructs/observability.ts";
import { OnCall } from "./constructs/on-call.ts";
import { RosterFeeds } from "./constructs/roster-feeds.ts";
import { RosterWatch } from "./constructs/roster-watch.ts";
import { SecondOpinion } from "./constructs/second-opinion.ts";
import { TeamQueues } from "./constructs/team-queues.ts";
import { WebhookIngress } from "./constructs/webhook-ingress.ts";
import { feedsOf } from "../shared/domain/roster/fed-roster.ts";

type PipelineStackProps = Omit<Deployment, "observability">;

/** A whole pipeline: one brand's channels, teams and clocks. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, { config, codeOf }: PipelineStackProps) {
    super(scope, config.stackName, {
      description: "First Reply: hears what customers say, routes it, and wakes somebody in time",
      analyticsReporting: false,
    });
    const observability = new Observability(this, "Observability");
    const deployment = { config, codeOf, observability };

    const bus = new EventBus(this, "EventBus", deployment);
    const conversations = new Conversations(this, "Conversations", deployment);
    const deadlines = new Deadlines(this, "Deadlines", { deployment, conversations });
    new EventRelay(this, "EventRelay", { deployment, conversations, bus, deadlines: deadlines.queue });
    const ingress = new WebhookIngress(this, "WebhookIngress", { deployment, conversations });
    const access = new ChannelAccess(this, "ChannelAccess", deployment);
    new ChannelWatch(this, "ChannelWatch", { deployment, conversations, bus, ingress, access });
    const answerPage = new AnswerPage(this, "AnswerPage", { deployment, conversations, ingress });
    new TeamQueues(this, "TeamQueues", { deployment, bus });
    const { destinations } = new OnCall(this, "OnCall", { deployment, bus, conversations, answerPage });
    if (Object.keys(config.rosters).length > 0)
      new RosterWatch(this, "RosterWatch", { deployment, conversations, destinations });
    const feeds = feedsOf(Object.values(config.rosters));
    if (feeds.length > 0) new RosterFeeds(this, "RosterFeeds", { deployment, conversations, feeds });
    const wanted = config.secondOpinion;
    if (wanted !== undefined)
      new SecondOpinion(this, "SecondOpinion", { deployment, bus, conversations, wanted });
  }
}
