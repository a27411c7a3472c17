/** What the model says of a text, in one pass: three questions, each with its own answers. */
export const categories = ["service", "sales", "chatter"] as const;
export const sentiments = ["positive", "neutral", "negative"] as const;

/** The place of each question's answers among the model's outputs. */
export const outputs = { category: 0, urgent: 3, sentiment: 4 } as const;
export const outputCount = 7;
