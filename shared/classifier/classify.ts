import { favoured, likeliest, probabilitiesOf } from "./calibrated.ts";
import { firstSign } from "./cues.ts";
import { detectLanguage, isLatin } from "./detect-language.ts";
import { explain } from "./explain.ts";
import { featuresOf, type Features } from "./features.ts";
import { shippedModel } from "./model.ts";
import { sentiments } from "./outputs.ts";
import type { TextJudgement } from "./text-judgement.ts";

const model = shippedModel();

/** Languages the corpus has, and no words at all. In any other only cues speak, and we are never very sure. */
const known = new Set(["en", "es", "fr", "de", "pt", "und"]);
const mostInAnUnknownLanguage = 0.6;

/** What a text alone tells: what kind of thing it is, how sure we are, and why. Pure, and the same for the same text. */
export const classify = (text: string): TextJudgement => {
  const read = featuresOf(text);
  const language = detectLanguage(read.prepared, read.tokens);
  const features = isLatin(language) ? read : whatIsSaid(read);
  const {
    categories,
    urgent,
    sentiments: moods,
  } = probabilitiesOf(model.scores(features), model.calibration);
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

/** In a script it has not learnt, a few borrowed letters say nothing, nor does a way of speaking. */
const whatIsSaid = (features: Features): Features => ({
  ...features,
  words: [],
  letters: [],
  cues: features.cues.filter((cue) => cue < firstSign),
});

type Shares = TextJudgement["probabilities"];

/** Drawn towards a third each, until none is above what we can be sure of. */
const evened = ({ service, sales, chatter }: Shares): Shares => {
  const highest = Math.max(service, sales, chatter);
  const towards = Math.min(1, (mostInAnUnknownLanguage - 1 / 3) / Math.max(highest - 1 / 3, 1e-9));
  const draw = (share: number): number => 1 / 3 + (share - 1 / 3) * towards;
  return { service: draw(service), sales: draw(sales), chatter: draw(chatter) };
};

const rounded = (probability: number): number => Math.round(probability * 1000) / 1000;
