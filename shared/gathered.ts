/**
 * Questions that are asked at one moment, put together and asked as few: a function works on many records side by side,
 * and each of them asks for itself. Whoever asks alone waits for nothing but the end of the moment.
 */
type Gathering<Question, Answer> = {
  /** Whether one more still goes with these. */
  readonly fits: (together: readonly Question[], next: Question) => boolean;
  /**
   * Resolves to an answer for each question, or the promise of one, in their order. When it rejects, all of them fail.
   */
  readonly ask: (questions: readonly Question[]) => Promise<readonly (Answer | Promise<Answer>)[]>;
};

export const gathered = <Question, Answer>({ fits, ask }: Gathering<Question, Answer>) => {
  type Waiting = PromiseWithResolvers<Answer> & { readonly question: Question };
  let waiting: Waiting[] = [];

  const askTogether = async (together: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await ask(together.map(({ question }) => question));
      for (const [index, answer] of answers.entries()) together[index]?.resolve(answer);
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  };

  const askAll = (): void => {
    const groups: Waiting[][] = [];
    for (const one of waiting) {
      const last = groups.at(-1);
      if (
        last !== undefined &&
        fits(
          last.map(({ question }) => question),
          one.question,
        )
      )
        last.push(one);
      else groups.push([one]);
    }
    waiting = [];
    for (const group of groups) void askTogether(group);
  };

  return (question: Question): Promise<Answer> => {
    if (waiting.length === 0) setImmediate(askAll);
    const one = { ...Promise.withResolvers<Answer>(), question };
    waiting.push(one);
    return one.promise;
  };
};
