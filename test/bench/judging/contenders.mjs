/**
 * What npm has for this, trained on the same posts: reads {"train":[{text,category}],"evaluate":[…]} from stdin, writes
 * a JSON line for each. Plain JavaScript: these packages live in this folder alone and bring no types.
 */
import { createRequire } from "node:module";
import { json } from "node:stream/consumers";

const require = createRequire(import.meta.url);
const { train, evaluate } = await json(process.stdin);

const natural = () => {
  const { BayesClassifier } = require("natural");
  const classifier = new BayesClassifier();
  for (const { text, category } of train) classifier.addDocument(text, category);
  classifier.train();
  return (text) => classifier.classify(text);
};

const wink = () => {
  const classifier = require("wink-naive-bayes-text-classifier")();
  const utils = require("wink-nlp-utils");
  classifier.definePrepTasks([
    utils.string.tokenize0,
    utils.tokens.removeWords,
    utils.tokens.stem,
    utils.tokens.propagateNegations,
  ]);
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  for (const { text, category } of train) classifier.learn(text, category);
  classifier.consolidate();
  return (text) => classifier.predict(text);
};

const nlpjs = async () => {
  const { dockStart } = require("@nlpjs/basic");
  const dock = await dockStart({
    settings: { nlp: { autoSave: false, log: false } },
    use: ["Basic", "LangEn"],
  });
  const nlp = dock.get("nlp");
  nlp.addLanguage("en");
  for (const { text, category } of train) nlp.addDocument("en", text, category);
  await nlp.train();
  return async (text) => (await nlp.process("en", text)).intent;
};

const say = console.log;
console.log = () => {};
for (const [name, learn] of Object.entries({
  natural,
  "wink-naive-bayes-text-classifier": wink,
  "@nlpjs/basic": nlpjs,
})) {
  const began = performance.now();
  const classify = await learn();
  const trainedIn = performance.now() - began;
  const judged = [];
  for (const { text, category } of evaluate) {
    const started = performance.now();
    const said = await classify(text);
    judged.push({ category, said, microseconds: (performance.now() - started) * 1000 });
  }
  say(JSON.stringify({ name, trainedIn, judged }));
}
