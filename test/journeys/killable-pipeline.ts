/** A pipeline in a process of its own, on a folder that outlives it: it can be killed with -9 and started again. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inject } from "vitest";
import { outputsFile, readLocalEnv, readSecrets, readStackOutputs } from "../../infra/cli/data-files.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";

/** What of a running pipeline another process sees. */
type Reachable = {
  readonly outputs: Readonly<Record<string, string>>;
  /** What every SDK client takes. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Whether this body, posted to the channel `x`, was answered 200; a connection that broke is no answer. */
  readonly isTaken: (body: string) => Promise<boolean>;
};

export type KillablePipeline = {
  /** What outlives it. */
  readonly dataDirectory: string;
  readonly start: () => Promise<Reachable>;
  readonly kill: () => Promise<void>;
  /** Kills it, and takes its folder away. */
  readonly dispose: () => Promise<void>;
};

export const killablePipeline = (): KillablePipeline => {
  const data = mkdtempSync(join(tmpdir(), "firstreply-killed-"));
  let running: ChildProcess | undefined;

  const kill = async (): Promise<void> => {
    const gone = running && once(running, "exit");
    running?.kill("SIGKILL");
    await gone;
    running = undefined;
  };

  return {
    dataDirectory: data,
    start: async () => {
      const holder = join(import.meta.dirname, "hold-pipeline.ts");
      const child = spawn(process.execPath, [holder, inject("assembly"), data], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      running = child;
      for await (const line of createInterface(child.stdout)) if (line === "ready") return reach(data);
      throw new Error("the pipeline did not come up");
    },
    kill,
    dispose: async () => {
      await kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
};

const reach = async (data: string): Promise<Reachable> => {
  const { outputs } = await readStackOutputs(outputsFile(data));
  const { x: secret = {} } = await readSecrets(data);
  const env = await readLocalEnv(data);
  if (env === undefined) throw new Error(`${data} is no data folder`);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    outputs,
    client: {
      endpoint: env.AWS_ENDPOINT_URL,
      region: env.AWS_REGION,
      credentials: { accessKeyId, secretAccessKey },
    },
    isTaken: async (text) => {
      const body = Buffer.from(text);
      const signed = rehearsals.x.sign(body, secret, new Date());
      const headers = { "content-type": "application/json", ...signed };
      try {
        const { status } = await fetch(`${outputs["WebhookUrl"]}/x`, { method: "POST", body, headers });
        return status === 200;
      } catch {
        return false;
      }
    },
  };
};
