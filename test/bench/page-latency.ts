import { customersOnX, type Customer } from "../journeys/customers-on-x.ts";
import { eventually } from "../journeys/eventually.ts";
import { startOnCallPipeline, type OnCallPipeline } from "../journeys/on-call-pipeline.ts";
import type { Figure } from "./figure.ts";
import { machineState } from "./machine-state.ts";
import { quantile } from "./quantiles.ts";

const count = 40;
const atOnce = 8;
/** The first ones start processes. */
const warmUps = 5;

/** How long it takes from an urgent customer's webhook, at night, until the page is at whoever is on call. */
export const measurePages = async (): Promise<Figure[]> => {
  const night = await startOnCallPipeline();
  try {
    await inTurn(night, warmUps);
    const oneByOne = await inTurn(night, count);
    const crowd = await together(night);
    return [
      figure(`urgent at night, from its webhook to the page, ${count} one after the other`, oneByOne),
      figure(`the same, ${atOnce} at once`, crowd),
    ];
  } finally {
    await night.stop();
  }
};

const inTurn = async (night: OnCallPipeline, times: number): Promise<number[]> => {
  const latencies: number[] = [];
  for (let turn = 0; turn < times; turn += 1) latencies.push(await pageOnce(night));
  return latencies;
};

const together = (night: OnCallPipeline): Promise<number[]> =>
  Promise.all(Array.from({ length: atOnce }, () => pageOnce(night)));

/** From the webhook's first byte to the page's last; then the customer is answered, and the ladder ends. */
const pageOnce = async ({ pipeline, pagers }: OnCallPipeline): Promise<number> => {
  const { customerWrites, brandAnswers } = customersOnX(pipeline);
  const posted = ({ conversationId }: Customer, action: string): Promise<Date> =>
    eventually(
      () =>
        pagers.posted.find((page) => page.action === action && page.id.startsWith(`${conversationId}#`))?.at,
      () => `no ${action} for ${conversationId}: ${pipeline.complaints.slice(-3).join("\n")}`,
      60_000,
    );
  const began = Date.now();
  const customer = await customerWrites("@brand I am stranded at the airport, please call me back");
  const arrivedAt = await posted(customer, "trigger");
  await brandAnswers(customer);
  await posted(customer, "resolve");
  return arrivedAt.getTime() - began;
};

const figure = (what: string, latencies: readonly number[]): Figure => ({
  what,
  value: `p50 ${quantile(latencies, 0.5)} ms, p99 ${quantile(latencies, 0.99)} ms`,
  machine: machineState(),
  aim: "< 5 s",
});
