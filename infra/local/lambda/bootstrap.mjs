/**
 * What runs in a function's process: loads the handler, then asks the Runtime API for one invocation after the other,
 * in the manner of the nodejs24.x runtime. Plain JavaScript, because stripping types would cost each cold start 40 ms.
 * When the Runtime API is gone this process has no reason left to exist, and exits.
 */
import { existsSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { shiftClock } from "./bootstrap-clock.mjs";
import { describeError, logsOf } from "./bootstrap-console.mjs";

const [host, environment] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split("/");
const [hostname, port] = host.split(":");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const { FIRSTREPLY_CLOCK_SHIFT_MS: clockShift } = process.env;
delete process.env.FIRSTREPLY_CLOCK_SHIFT_MS;
if (clockShift !== undefined) shiftClock(Number(clockShift));

const { _HANDLER: handlerName = "" } = process.env;
const logs = logsOf(process.env);
Object.assign(console, logs.console);

const call = (method, path, body) =>
  new Promise((resolve) => {
    const options = { agent, hostname, port, method, path: `/${environment}/2018-06-01/runtime/${path}` };
    const sent = request(options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
      response.on("error", leave);
    });
    sent.on("error", leave);
    sent.end(body);
  });

const leave = () => process.exit(1);

const failInit = async (error) => {
  logs.uncaught(error);
  await call("POST", "init/error", JSON.stringify(describeError(error)));
  process.exit(1);
};

/** An error with a name of Lambda's: what its documentation and people's alarms look for. */
const runtimeError = (name, message) => Object.assign(new Error(message), { name });

const loadHandler = async () => {
  const [, file, name] = /^(.*)\.([^.]+)$/.exec(handlerName) ?? [];
  if (file === undefined) throw runtimeError("Runtime.MalformedHandlerName", "Bad handler");
  const handler = (await importHandlerFile(file))[name];
  if (handler === undefined) {
    throw runtimeError("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  }
  if (typeof handler !== "function") {
    throw runtimeError("Runtime.HandlerNotFound", `${handlerName} is not a function`);
  }
  if (handler.length > 2) throw runtimeError("Runtime.CallbackHandlerDeprecated", noCallbacks);
  return handler;
};

const noCallbacks =
  "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. " +
  "You need to modify this function to use a supported handler signature to use Node.js 24 or later.";

const importHandlerFile = async (file) => {
  const candidates = [".js", ".mjs", ".cjs"].map((extension) =>
    join(process.env.LAMBDA_TASK_ROOT ?? "", file + extension),
  );
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw runtimeError("Runtime.ImportModuleError", `Error: Cannot find module '${file}'`);
  }
  try {
    return await import(pathToFileURL(found).href);
  } catch (error) {
    if (error?.code === "ERR_MODULE_NOT_FOUND" || error?.code === "MODULE_NOT_FOUND") {
      throw runtimeError("Runtime.ImportModuleError", `Error: ${error.message}`);
    }
    if (error instanceof SyntaxError) throw runtimeError("Runtime.UserCodeSyntaxError", `${error}`);
    throw error;
  }
};

const contextOf = (headers, requestId) => ({
  awsRequestId: requestId,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Number(headers["lambda-runtime-deadline-ms"]) - Date.now(),
});

const bodyOf = (result) => {
  try {
    return JSON.stringify(result ?? null) ?? "null";
  } catch (cause) {
    throw Object.assign(new Error("Unable to stringify response body", { cause }), {
      name: "Runtime.ResponseError",
    });
  }
};

const handle = async (handler, { headers, body }) => {
  const requestId = headers["lambda-runtime-aws-request-id"];
  process.env["_X_AMZN_TRACE_ID"] = headers["lambda-runtime-trace-id"];
  logs.requestId = requestId;
  // Connections that were closed while this process was frozen are noticed before the handler takes one up again.
  await setImmediate();
  try {
    const answer = bodyOf(await handler(JSON.parse(body), contextOf(headers, requestId)));
    await call("POST", `invocation/${requestId}/response`, answer);
  } catch (error) {
    logs.failed(error);
    await call("POST", `invocation/${requestId}/error`, JSON.stringify(describeError(error)));
  }
};

const crash = (code, wrap) => async (error) => {
  const wrapped = wrap(error);
  logs.uncaught(wrapped);
  if (logs.requestId !== undefined) {
    await call("POST", `invocation/${logs.requestId}/error`, JSON.stringify(describeError(wrapped)));
  }
  process.exit(code);
};

const handler = await loadHandler().catch(failInit);
process.on(
  "uncaughtException",
  crash(129, (error) => error),
);
process.on(
  "unhandledRejection",
  crash(128, (reason) => runtimeError("Runtime.UnhandledPromiseRejection", String(reason))),
);
for (;;) await handle(handler, await call("GET", "invocation/next"));
