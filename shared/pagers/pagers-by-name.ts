import * as z from "zod";
import type { PipelineConfig } from "../config/pipeline-config.ts";
import { outgoingHttp } from "../outgoing/outgoing-http.ts";
import type { Pager } from "../ports/pager.ts";
import type { SecretStore } from "../ports/secret-store.ts";
import { pagerOf, type PagerMeans } from "./pager-of.ts";

type Means = {
  readonly config: Pick<PipelineConfig, "destinations" | "paging">;
  /** As the environment of a function that pages has them: JSON objects, by the destination's name. */
  readonly env: { readonly PAGE_TOPIC_ARNS: string; readonly DESTINATION_SECRET_IDS: string };
  readonly secrets: SecretStore;
};

/** A pager for each destination of the configuration. */
export const pagersByName = ({ config, env, secrets }: Means): Readonly<Record<string, Pager>> => {
  const reach = config.paging.toThisMachine ? "this machine" : "public";
  const means: PagerMeans = {
    http: outgoingHttp({ reach }),
    reach,
    secrets,
    secretIds: idsByName(env.DESTINATION_SECRET_IDS),
    topicArns: idsByName(env.PAGE_TOPIC_ARNS),
    // While one destination is asked again, another could have woken somebody.
    aws: { maxAttempts: 2 },
  };
  return Object.fromEntries(
    Object.entries(config.destinations).map(([name, destination]) => [
      name,
      pagerOf(name, destination, means),
    ]),
  );
};

const idsByName = (json: string): Record<string, string> =>
  z.record(z.string(), z.string()).parse(JSON.parse(json));
