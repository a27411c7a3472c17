/** `npm run bench`: everything the README claims in figures, measured in one run, the machine's state beside each. */
import { measureColdStarts } from "./cold-start.ts";
import { measureCost } from "./cost.ts";
import { printFigures } from "./figure.ts";
import { measureJudging } from "./judging/measure-judging.ts";
import { machineName } from "./machine-state.ts";
import { measureWebhooks } from "./webhook-latency.ts";

const started = performance.now();
console.log(`Measured on ${machineName()}, ${new Date().toISOString().slice(0, 10)}.`);

printFigures("Size and cold start of each function", await measureColdStarts());
printFigures("Judging posts in voices the model has not read", await measureJudging());
printFigures("Webhooks", await measureWebhooks());
const { calls, bill } = await measureCost();
printFigures("AWS API calls", calls);
printFigures("Dollars per million mentions", bill);

console.log(`\nTook ${((performance.now() - started) / 1000).toFixed(0)} s.`);
