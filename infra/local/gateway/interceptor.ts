import type { AnswerAws, AwsAnswer, AwsCall } from "./aws-call.ts";

/**
 * Stands between every call and the service that answers it: may let it pass (`next`), answer or refuse (throw an
 * AwsError) in its place, or look at what came back.
 */
export type Interceptor = (call: AwsCall, next: AnswerAws) => Promise<AwsAnswer>;

/** One answer out of many hands: the first interceptor sees the call first and the answer last. */
export const intercept = (interceptors: readonly Interceptor[], answer: AnswerAws): AnswerAws =>
  interceptors.reduceRight<AnswerAws>((next, interceptor) => (call) => interceptor(call, next), answer);
