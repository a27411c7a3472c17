import { ok, wrong, type Finding } from "./finding.ts";
import type { Check } from "./patient.ts";

const patienceMs = 5000;

/** Asks each channel's URL a challenge without its token: whoever is at work there says that it is missing. */
export const webhooks: Check = {
  name: "webhooks",
  look: ({ config, output }) =>
    Promise.all(
      Object.keys(config.channels).map((id) => ask(`webhook ${id}`, `${output("WebhookUrl")}/${id}`)),
    ),
};

const ask = async (check: string, url: string): Promise<Finding> => {
  try {
    const started = performance.now();
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    await response.arrayBuffer();
    const ms = Math.round(performance.now() - started);
    return judgeAnswer(check, url, response.status, ms);
  } catch (error) {
    const why =
      error instanceof Error && error.name === "TimeoutError"
        ? `no answer in ${patienceMs / 1000} s`
        : "no connection";
    return wrong(check, `${url}: ${why}`, "look whether the HTTP API still exists and its name resolves");
  }
};

export const judgeAnswer = (check: string, url: string, status: number, ms: number): Finding => {
  if (status === 400) return ok(check, `answers in ${ms} ms`);
  const saw = `${url} answered ${status}`;
  switch (status) {
    case 404:
      return wrong(check, saw, "deploy the configuration, or name the deployed one with --config");
    case 429:
      return wrong(
        check,
        saw,
        "raise webhooks.requestsPerSecond in the configuration, unless this is a flood",
      );
    default:
      return wrong(check, saw, "look at the log of receive-webhook");
  }
};
