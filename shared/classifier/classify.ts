import { favoured, likeliest, probabilitiesOf } from "./calibrated.ts";
import { detectLanguage } from "./detect-language.ts";
import { explain } from "./explain.ts";
import { featuresOf } from "./features.ts";
import { shippedModel } from "./model.ts";
import { sentiments } from "./outputs.ts";
import type { TextJudgement } from "./text-judgement.ts";

const model = shippedModel();

/** Languages the corpus has. In any other, only cues and borrowed words speak, and we are never very sure. */
const known = new Set(["en", "es", "fr", "de", "pt"]);
const mostInAnUnknownLanguage = 0.6;

/** What a text alone tells: what kind of thing it is, how sure we are, and why. Pure, and the same for the same text. */
export const classify = (text: string): TextJudgement => {
  const features = featuresOf(text);
  const {
    categories,
    urgent,
    sentiments: moods,
  } = probabilitiesOf(model.scores(features), model.calibration);
  const language = detectLanguage(features.prepared, features.tokens);
  const probabilities = known.has(language) ? categories : evened(categories);
  // What is only half understood is left to whoever decides about unsure ones.
  const favour = known.has(language) ? model.calibration.serviceFavour : 1;
  const category = favoured(probabilities, favour);
  const isUrgent = category !== "chatter" && urgent >= model.calibration.urgentFrom;
  return {
    category,
    confidence: rounded(probabilities[category]),
    probabilities: {
      service: rounded(probabilities.service),
      sales: rounded(probabilities.sales),
      chatter: rounded(probabilities.chatter),
    },
    urgent: isUrgent,
    urgentProbability: rounded(urgent),
    sentiment: likeliest(moods, sentiments),
    language,
    reasons: explain(model, features, {
      category,
      probabilities,
      isUrgent,
      isKnownLanguage: known.has(language),
    }),
  };
};

type Shares = TextJudgement["probabilities"];

/** Drawn towards a third each, until none is above what we can be sure of. */
const evened = ({ service, sales, chatter }: Shares): Shares => {
  const highest = Math.max(service, sales, chatter);
  const towards = Math.min(1, (mostInAnUnknownLanguage - 1 / 3) / Math.max(highest - 1 / 3, 1e-9));
  const draw = (share: number): number => 1 / 3 + (share - 1 / 3) * towards;
  return { service: draw(service), sales: draw(sales), chatter: draw(chatter) };
};

const rounded = (probability: number): number => Math.round(probability * 1000) / 1000;
