import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { shortestReplySeconds } from "../../shared/config/policies-of.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { pascalCase } from "./pascal-case.ts";

type TeamQueuesProps = { readonly deployment: Deployment; readonly bus: EventBus };

/** Whoever reads a team's queue is not ours to time: this much for a batch is usual. */
const readerTimeout = Duration.seconds(30);

/** The longest a mention may wait unread, whatever was promised: a queue forgets after a week. */
const unreadAtMost = Duration.days(3);

/** For each Team of the configuration its queue, dead-letter queue, rule and alarms; for everything else, one more. */
export class TeamQueues extends Construct {
  private readonly deployment: Deployment;
  private readonly bus: EventBus;

  constructor(scope: Construct, id: string, { deployment, bus }: TeamQueuesProps) {
    super(scope, id);
    this.deployment = deployment;
    this.bus = bus;
    const teams = Object.keys(deployment.config.teams);
    for (const team of teams) this.createTeam(team, shortestReplySeconds(deployment.config, team));
    this.createUnrouted(teams);
  }

  private createTeam(team: string, replySeconds: number | null): void {
    const queue = new DurableQueue(this, pascalCase(team), {
      observability: this.deployment.observability,
      name: pascalCase(team),
      readerTimeout,
      whenDead: {
        customersLose: `an answer from ${team}: the team could not take these mentions.`,
        lookFirst: `the log of whatever reads the queue of ${team}.`,
      },
      whenLate: {
        than: Duration.seconds(Math.min(replySeconds ?? Infinity, unreadAtMost.toSeconds())),
        customersLose: `an answer from ${team} in time: mentions wait unread.`,
        lookFirst: `whether anything reads the queue of ${team}.`,
      },
    });
    this.bus.deliver(queue, "Rule", { event: MentionRouted, detail: { team: [team] }, to: queue });
  }

  /** What no team's rule matches must not vanish: EventBridge says nothing about an event that nobody wants. */
  private createUnrouted(teams: readonly string[]): void {
    const { observability } = this.deployment;
    const unrouted = new DurableQueue(this, "Unrouted", {
      observability,
      name: "Unrouted",
      readerTimeout,
      whenDead: {
        customersLose:
          "an answer: these mentions are in no team's queue, and not in the unrouted one either.",
        lookFirst: "whatever reads the unrouted queue.",
      },
    });
    observability.raise(unrouted, "NotEmpty", {
      metric: unrouted.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: "Maximum",
      }),
      when: { reaches: 1 },
      customersLose: "an answer: these mentions are routed to a team that has no queue.",
      lookFirst: "the team named in the messages, and whether a deploy has just removed it.",
    });
    this.bus.deliver(unrouted, "Rule", {
      event: MentionRouted,
      detail: { team: [{ "anything-but": teams }, { exists: false }] },
      to: unrouted,
    });
  }
}
