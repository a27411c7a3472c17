/**
 * Sends a test mention the way of every mention, from the intake queue on, to whoever is on call, and says how long each
 * step took. It comes over a channel that no platform knows, so that nothing of it can reach a customer.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { systemWallClock } from "../../../shared/aws/system-wall-clock.ts";
import { close } from "../../../shared/domain/conversation/close.ts";
import type { Page } from "../../../shared/domain/escalation/escalation.ts";
import { takeStep } from "../../../shared/use-cases/take-step.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { openDesk } from "../conversations/open-desk.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import type { Deployment } from "../deployment/open-deployment.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { drillMention } from "../drill/drill-mention.ts";
import { followDrill, type DrillStep } from "../drill/follow-drill.ts";

const patienceSeconds = 60;
const lookEveryMs = 200;

export const drillCommand = defineCommand({
  name: "drill",
  summary: "Sends a test mention to whoever is on call, and says how long each step took.",
  outlivesReader: true,
  failsWhen: "nobody was paged, or only the catch-all, or it was broken off",
  positionals: [],
  input: z.object({
    to: z.string().optional().describe("one responder, in the place of whoever is on call"),
    config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
    ...deploymentFlags,
  }),
  examples: ["npm run firstreply -- drill", "npm run firstreply -- drill --to ada --outputs outputs.json"],
  run: ({ to = null, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const { config, conversations, routing } = await openDesk(deployment, file);
      checkKnown(to, Object.keys(config.responders));
      const id = `drill-${randomBytes(6).toString("hex")}`;
      const { conversationId, message } = drillMention(id, to, systemWallClock.now());
      const breaking = breakOff(terminal);
      const { pages } = await followDrill(
        {
          put: () => putOnIntake(deployment, message),
          load: () => conversations.load(conversationId),
          now: systemWallClock.now,
          pause: () => sleep(lookEveryMs),
          tell: (step) => tell(step, terminal),
          isBrokenOff: breaking.isBrokenOff,
        },
        patienceSeconds * 1000,
      );
      const { promises } = routing;
      await takeStep({
        conversations,
        promises,
        conversationId,
        decide: (conversation) =>
          conversation === null
            ? { kind: "nothing", reason: "it never came" }
            : close({ conversation, by: "drill", at: systemWallClock.now(), hours: promises.calendars }),
      });
      breaking.end();
      const missed = missedWords(pages, to, config);
      if (missed !== null) {
        terminal.warn(missed);
        return 1;
      }
      if (pages.length > 0) return 0;
      if (breaking.isBrokenOff()) {
        terminal.warn("It was broken off, and closed again.");
        return 1;
      }
      terminal.warn(
        `Nobody was paged within ${patienceSeconds} seconds. ${deployment.typed("doctor")} says what is wrong; ${deployment.typed("on-call")} says who should have been.`,
      );
      return 1;
    }),
});

/** Whoever ends it early would leave a mention open that people are paged about: the first Ctrl-C closes it instead. */
const breakOff = ({ warn }: Terminal) => {
  let isBrokenOff = false;
  const onInterrupt = (): void => {
    isBrokenOff = true;
    warn("Closing it first.");
  };
  process.once("SIGINT", onInterrupt);
  return {
    isBrokenOff: () => isBrokenOff,
    end: () => void process.removeListener("SIGINT", onInterrupt),
  };
};

/** Whom the pages did not reach, though they were for them; null where they did, or where there were none. */
const missedWords = (
  pages: readonly Page[],
  to: string | null,
  { catchAll }: { readonly catchAll: readonly string[] },
): string | null => {
  if (pages.length === 0) return null;
  if (to !== null && pages.every(({ responder }) => responder !== to))
    return `${to} could not be reached: none of their destinations took the page. The log of page-on-call says why, at page.failed.`;
  const isCatchAll = pages.every(
    ({ responder, destinations }) =>
      responder === undefined && destinations.every((name) => catchAll.includes(name)),
  );
  return isCatchAll ? "Only the catch-all was reached: nobody is on call, or nobody could be reached." : null;
};

const checkKnown = (responder: string | null, responders: readonly string[]): void => {
  if (responder !== null && !responders.includes(responder))
    throw new UsageError(unknownName("responder", responder, responders));
};

const putOnIntake = async (
  { client, output }: Deployment,
  { body, ...attributes }: ReturnType<typeof drillMention>["message"],
): Promise<void> => {
  await new SQSClient(client).send(
    new SendMessageCommand({
      QueueUrl: output("IntakeQueueUrl"),
      MessageBody: body,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
      ),
    }),
  );
};

const tell = (step: DrillStep, { isInteractive, print }: Terminal): void =>
  print(
    isInteractive
      ? `${step.step.padEnd(7)} after ${(step.ms / 1000).toFixed(2).padStart(6)} s  ${step.says}`
      : JSON.stringify(step),
  );
