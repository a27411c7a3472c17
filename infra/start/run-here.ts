/**
 * One run of the pipeline on this machine, from the lock on its folder to the last process gone. Whatever comes up is
 * put on one stack, which takes it down in reverse, however the run ends.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { openDataDirectory } from "../local/data-directory.ts";
import type { LocalReport } from "../local/local-service.ts";
import { startRuntime, type Runtime } from "../local/runtime.ts";
import { synthesize } from "../local/synthesize.ts";
import { readAssembly, type AssemblyStack } from "../local/template/assembly.ts";
import { fromReport } from "./board/happening.ts";
import { openBoard, type Board } from "./board/live-board.ts";
import { plainLine } from "./board/plain-line.ts";
import { queueCounts } from "./board/queue-counts.ts";
import { watchPipeline } from "./board/watch-pipeline.ts";
import { orCannotStart } from "./cannot-start.ts";
import { startFeedServer } from "./feed-server.ts";
import { leaveFiles } from "./leave-files.ts";
import {
  fillChannelSecrets,
  fillDestinationSecrets,
  fillFeedSecrets,
  type ChannelSecrets,
} from "./local-secrets.ts";
import { startPageReceiver } from "./page-receiver.ts";
import { playStory } from "./play-story.ts";
import { refusePortInUse } from "./refuse-port-in-use.ts";

type RunOptions = {
  readonly port: number;
  readonly playsStory: boolean;
  readonly configFile: string | undefined;
  readonly dataDirectory: string;
  readonly isPlain: boolean;
};

/** Runs until somebody ends it (Ctrl-C, SIGTERM). Rejects when it cannot come up. */
export const runHere = async (options: RunOptions): Promise<void> => {
  await using goingDown = new AsyncDisposableStack();
  await refusePortInUse(options.port);
  const data = await orCannotStart(`the folder ${options.dataDirectory} cannot be used`, () =>
    openDataDirectory(options.dataDirectory),
  );
  goingDown.defer(data.release);

  const stack = await timed("built and synthesized", () => synthesizeInto(data.path, options.configFile));
  let board: Board | undefined;
  const onReport = (report: LocalReport): void => {
    const happening = fromReport(report);
    if (happening === null) return;
    if (board === undefined) console.error(plainLine(happening));
    else board.show(happening);
  };
  const runtime = await timed("up", () =>
    orCannotStart("the template cannot run here", () =>
      startRuntime({ stack, dataDirectory: data.path, port: options.port, onReport }),
    ),
  );
  goingDown.defer(runtime.stop);

  const signingSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const receiver = await startPageReceiver(signingSecret, {
    onPage: ({ page: { action, title, links }, repeated }) =>
      board?.show({ kind: "page-received", action, title, links, repeated }),
    onAlert: (alert) => board?.show({ kind: "page-received", ...alert }),
    onChat: (title) => board?.show({ kind: "notice", by: "chat", title }),
  });
  goingDown.defer(receiver.close);
  fillDestinationSecrets(stack, runtime, { ...receiver, signingSecret });
  const feeds = await startFeedServer(join(data.path, "feeds"));
  goingDown.defer(feeds.close);
  fillFeedSecrets(stack, runtime, feeds.url);
  const secrets = await orCannotStart(
    `${join(data.path, "secrets.json")} cannot be read; delete it to have a new one`,
    () => fillChannelSecrets(stack, runtime, data.path),
  );

  leaveFiles(data, stack.stackName, runtime, options.configFile);
  const webhookUrl = runtime.outputs["WebhookUrl"] ?? "";
  console.log(`ready ${webhookUrl}`);

  const surroundings = () => ({ webhookUrl, queues: queueCounts(runtime) });
  board = openBoard({ isPlain: options.isPlain, stdout: process.stdout, surroundings });
  goingDown.defer(board.close);
  const { show } = board;
  goingDown.defer(watchPipeline(runtime, show));
  goingDown.defer(runtime.onMail(({ subject }) => show({ kind: "notice", by: "mail", title: subject })));
  goingDown.defer(
    runtime.onPublish(({ subject = "" }) => show({ kind: "notice", by: "topic", title: subject })),
  );

  void readFeedsNow(runtime, board);
  const ended = new AbortController();
  goingDown.defer(() => ended.abort());
  if (options.playsStory) void tellStory(secrets, webhookUrl, board, ended.signal);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
};

const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
  const started = performance.now();
  const result = await work();
  console.log(`${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
};

const synthesizeInto = async (
  dataDirectory: string,
  configFile: string | undefined,
): Promise<AssemblyStack> => {
  const outputDirectory = join(dataDirectory, "assembly");
  await synthesize({ configFile, outputDirectory });
  const [stack] = readAssembly(outputDirectory);
  if (stack === undefined) throw new Error("the app has no stack");
  return stack;
};

/** Nobody who tries feeds out waits a quarter of an hour for their first reading. */
const readFeedsNow = async ({ outputs, lambda }: Runtime, board: Board): Promise<void> => {
  const readFeeds = outputs["ReadFeedsFunctionName"];
  if (readFeeds === undefined) return;
  try {
    await lambda.invoke(readFeeds, {});
  } catch (error) {
    board.show({ kind: "trouble", message: `feeds were not read: ${String(error)}` });
  }
};

/** The demo's channels are called like their platforms; a configuration of your own may have others, or none. */
const tellStory = async (
  secrets: ChannelSecrets,
  webhookUrl: string,
  board: Board,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await playStory({
      channelOf: (platform) => {
        const secret = secrets[platform];
        return secret === undefined ? null : { url: `${webhookUrl}/${platform}`, secret };
      },
      onRefused: ({ body }, status) =>
        board.show({ kind: "trouble", message: `${body} was answered ${status}` }),
      signal,
    });
  } catch (error) {
    board.show({ kind: "trouble", message: `the story broke off: ${String(error)}` });
  }
};
