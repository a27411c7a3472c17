import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { channelSecret, freshMentions } from "./fresh-mentions.ts";
import type { Figure } from "./figure.ts";
import { machineState } from "./machine-state.ts";
import { postAtRate, postFlatOut, type Shot, type Target } from "./post-load.ts";
import { quantile } from "./quantiles.ts";
import { running, type Running } from "./running.ts";
import { teamQueueCount } from "./team-queue-count.ts";

const ratePerSecond = 200;
const seconds = 10;
const flatOut = { connections: 16, count: 3000 };
const consumerSecret = "bench";

/** How fast a webhook is answered, and how fast a mention reaches its team, beside the least a durable server can do. */
export const measureWebhooks = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), "firstreply-bench-"));
  try {
    const plain = await measurePlain(folder);
    return [...plain.figures, ...(await measurePipeline(folder, plain.median))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const measurePlain = async (folder: string) => {
  const server = await running("test/bench/plain-server.ts", join(folder, "plain.db"), consumerSecret);
  const target = { ...freshMentions("", { consumerSecret }), url: server.url };
  await warmUp(target);
  const shots = await postAtRate(target, ratePerSecond, seconds);
  await server.stop();
  const latencies = okLatencies(shots);
  return {
    median: quantile(latencies, 0.5),
    figures: [figure(`yardstick: a plain durable Node server, ${ratePerSecond}/s`, latencyOf(latencies))],
  };
};

const measurePipeline = async (folder: string, yardstick: number): Promise<Figure[]> => {
  const data = join(folder, "data");
  const pipeline = await running(
    "infra/start/start.ts",
    "--no-demo",
    "--plain",
    "--port",
    "0",
    "--data",
    data,
    "--config",
    "test/bench/bench.config.ts",
  );
  const figures = [
    figure("npm start until webhooks are accepted", `${pipeline.secondsToReady.toFixed(1)} s`, "< 60 s"),
    figure("memory of everything, at rest", `${pipeline.memory().toFixed(0)} MiB`),
  ];
  const target = freshMentions(pipeline.url, channelSecret(data));
  await warmUp(target);
  await drained(data, pipeline, warmUps);

  const steady = okLatencies(await postAtRate(behind(target, warmUps), ratePerSecond, seconds));
  const factor = quantile(steady, 0.5) / yardstick;
  figures.push(
    figure(
      `webhook answered, ${ratePerSecond}/s for ${seconds} s`,
      `${latencyOf(steady)}, ${factor.toFixed(1)} × the yardstick`,
      "single ms at p50",
    ),
  );

  const sent = warmUps + ratePerSecond * seconds;
  await drained(data, pipeline, sent);
  const began = performance.now();
  const flat = okLatencies(await postFlatOut(behind(target, sent), flatOut.connections, flatOut.count));
  const acceptedIn = (performance.now() - began) / 1000;
  figures.push(
    figure(
      `webhook answered, flat out over ${flatOut.connections} connections`,
      `${(flatOut.count / acceptedIn).toFixed(0)}/s, ${latencyOf(flat)}`,
    ),
  );
  await drained(data, pipeline, sent + flatOut.count);
  const routedIn = (performance.now() - began) / 1000;
  figures.push(
    figure("mentions from webhook to team queue, flat out", `${(flatOut.count / routedIn).toFixed(0)}/s`),
  );
  figures.push(figure("memory of everything, after it", `${pipeline.memory().toFixed(0)} MiB`));
  await pipeline.stop();
  return figures;
};

/** Until every process is up and has been compiled: what is measured is a pipeline at work, not its first minute. */
const warmUps = 2000;
const warmUp = (target: Target): Promise<Shot[]> => postFlatOut(target, 4, warmUps);

/** The same requests, from the n-th on: a mention is fresh once. */
const behind = (target: Target, n: number): Target => ({
  ...target,
  request: (next) => target.request(n + next),
});

/** Resolves once so many mentions lie in the team queues. */
const drained = async (data: string, { process: child }: Running, count: number): Promise<void> => {
  while ((await teamQueueCount(data)) < count) {
    if (child.exitCode !== null) throw new Error("the pipeline ended while it was measured");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const okLatencies = (shots: readonly Shot[]): number[] => {
  const refused = shots.filter(({ status }) => status !== 200);
  if (refused.length > 0)
    throw new Error(`${refused.length} of ${shots.length} were answered ${refused[0]?.status}`);
  return shots.map(({ milliseconds }) => milliseconds);
};

const latencyOf = (latencies: readonly number[]): string =>
  `p50 ${quantile(latencies, 0.5).toFixed(1)} ms, p99 ${quantile(latencies, 0.99).toFixed(1)} ms`;

const figure = (what: string, value: string, aim?: string): Figure => ({
  what,
  value,
  machine: machineState(),
  ...(aim && { aim }),
});
