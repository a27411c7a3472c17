/**
 * Which pipeline a command looks at, and how it is reached: the one of a data folder on this machine, with the endpoint
 * and keys that lie there, or a deployed one, with whatever AWS credentials the person at the keyboard has. The two
 * are never mixed: keys of the one are no use at the other.
 */
import { UsageError } from "../command.ts";
import {
  outputsFile,
  readLocalEnv,
  readStackOutputs,
  type LocalEnv,
  type StackOutputs,
} from "../data-files.ts";
import type { DeploymentFlags } from "./deployment-flags.ts";
import { typedCommand, type TypedCommand } from "./typed-command.ts";

export type Deployment = StackOutputs & {
  /** The value of an output. UsageError for one the stack does not have. */
  readonly output: (name: string) => string;
  /** On this machine, where some of what AWS has does not exist. */
  readonly isLocal: boolean;
  /** For people: which deployment this is. */
  readonly description: string;
  /** The configuration a local run was started with, where it says one. */
  readonly configFile?: string | undefined;
  /** What to type to run another command on this deployment. */
  readonly typed: TypedCommand;
  /** What every AWS client of this deployment is made with. */
  readonly client: ClientConfig;
};

export type ClientConfig = {
  readonly region: string;
  readonly endpoint?: string;
  /** Left to the SDK's own chain (environment, profile, SSO, …) where they are not a local run's. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** `AWS_ENDPOINT_URL` in the environment takes the place of a data folder's: another emulator of one's own, with its keys. */
export const openDeployment = async (
  flags: DeploymentFlags,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Deployment> => {
  const { data, outputs: file, stack } = flags;
  const from = file ?? outputsFile(data);
  const { stackName, outputs } = await readStackOutputs(from, stack);
  const endpoint = env["AWS_ENDPOINT_URL"];
  const local = file === undefined && endpoint === undefined ? await readLocalEnv(data) : undefined;
  const client = local === undefined ? ownClient(outputs, env) : localClient(local);
  return {
    stackName,
    outputs,
    output: (name) => {
      const value = outputs[name];
      if (value !== undefined) return value;
      throw new UsageError(`${from} has no output ${name}: deploy this version first, or start it again`);
    },
    isLocal: client.endpoint !== undefined,
    configFile: local?.FIRSTREPLY_CONFIG,
    description: `${stackName} ${client.endpoint === undefined ? `in ${client.region}` : `at ${client.endpoint}`} (${from})`,
    typed: typedCommand(flags),
    client,
  };
};

const localClient = (local: LocalEnv): ClientConfig => ({
  endpoint: local.AWS_ENDPOINT_URL,
  region: local.AWS_REGION,
  credentials: { accessKeyId: local.AWS_ACCESS_KEY_ID, secretAccessKey: local.AWS_SECRET_ACCESS_KEY },
});

/** A stack's own ARNs say which region it is in, whatever the environment prefers. */
const ownClient = (
  outputs: StackOutputs["outputs"],
  {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: preferred = "us-east-1",
  }: Readonly<Record<string, string | undefined>>,
): ClientConfig => ({
  region: outputs["AlarmTopicArn"]?.split(":")[3] ?? preferred,
  ...(endpoint !== undefined && { endpoint }),
});
