import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startDynoxide, type DynamodbEndpoint, type EngineOptions } from "./start-dynoxide.ts";

type EndpointOptions = EngineOptions & { readonly env: NodeJS.ProcessEnv };

/** The DynamoDB behind the gateway: the one FIRSTREPLY_DYNAMODB_ENDPOINT names, else our own child process. */
export const openDynamodbEndpoint = async (options: EndpointOptions): Promise<DynamodbEndpoint> => {
  const chosen = options.env["FIRSTREPLY_DYNAMODB_ENDPOINT"];
  if (chosen !== undefined && chosen !== "") return foreignEndpoint(chosen);
  return startDynoxide({ ...options, binary: findDynoxide() });
};

const foreignEndpoint = (url: string): DynamodbEndpoint => {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "http:")
    throw new Error(
      `FIRSTREPLY_DYNAMODB_ENDPOINT is ${url}; give the address of a local DynamoDB, http://host:port`,
    );
  return { host: hostname, port: Number(port || 80), stop: async () => {} };
};

/** The package carries nothing but its binary, for Linux on x64; npm leaves it out elsewhere. */
export const findDynoxide = (): string => {
  try {
    return join(
      dirname(createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json")),
      "dynoxide",
    );
  } catch (cause) {
    throw new Error(
      "There is no local DynamoDB for this platform: @dynoxide/linux-x64 is not installed. Start any DynamoDB " +
        "(DynamoDB Local, for one) and give its address in FIRSTREPLY_DYNAMODB_ENDPOINT, for example http://127.0.0.1:8000.",
      { cause },
    );
  }
};
