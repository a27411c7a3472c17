export type PublishedMessage = {
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly at: Date;
};

/** The messages in a call that published them: one of `Publish`, up to ten of `PublishBatch`, none of another call. */
export const publishedMessages = (
  params: Readonly<Record<string, string>>,
  at: Date,
): readonly PublishedMessage[] => {
  const { Action, TopicArn: topicArn = "" } = params;
  if (Action === "Publish")
    return [{ topicArn, subject: params["Subject"], message: params["Message"] ?? "", at }];
  if (Action !== "PublishBatch") return [];
  return Object.entries(params).flatMap(([name, message]) => {
    const [, entry] = /^(PublishBatchRequestEntries\.member\.\d+)\.Message$/u.exec(name) ?? [];
    return entry === undefined ? [] : [{ topicArn, subject: params[`${entry}.Subject`], message, at }];
  });
};
