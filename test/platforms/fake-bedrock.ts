/**
 * Bedrock's Converse API as its reference tells it, over real HTTP: it wants a signature for `bedrock`, checks the
 * shape of what it is sent, and says what the test has it say.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { serve, type Answer, type Served } from "./serve.ts";

const TextBlock = z.strictObject({ text: z.string().min(1) });
const Converse = z.strictObject({
  system: z.array(TextBlock),
  messages: z
    .array(z.strictObject({ role: z.literal("user"), content: z.array(TextBlock).min(1) }))
    .length(1),
  inferenceConfig: z.strictObject({ maxTokens: z.int().positive(), temperature: z.number().min(0).max(1) }),
});
const Post = z.strictObject({ post: z.string() });

export type Said = {
  readonly text?: string;
  readonly stopReason?: string;
  readonly status?: number;
  readonly afterMs?: number;
  /** Takes the place of the whole answer. */
  readonly json?: unknown;
};

export type FakeBedrock = Served & {
  /** The posts it was asked about, in order. */
  readonly asked: readonly { readonly model: string; readonly post: string }[];
};

export const startFakeBedrock = async (answer: (post: string) => Said): Promise<FakeBedrock> => {
  const asked: { model: string; post: string }[] = [];
  const served = await serve([
    [
      "POST",
      /^\/model\/([^/]+)\/converse$/u,
      async ({ groups: [model = ""], body, headers }): Promise<Answer> => {
        if (!/^AWS4-HMAC-SHA256 Credential=[^,]+\/bedrock\/aws4_request, /u.test(headers.authorization ?? ""))
          return refused(403, "AccessDeniedException");
        const request = Converse.safeParse(JSON.parse(body));
        const words = request.data?.messages[0]?.content[0]?.text;
        if (words === undefined) return refused(400, "ValidationException");
        const { post } = Post.parse(JSON.parse(words));
        asked.push({ model: decodeURIComponent(model), post });
        const { text = "", stopReason = "end_turn", status = 200, afterMs = 0, json } = answer(post);
        await sleep(afterMs);
        if (status !== 200)
          return refused(status, status === 429 ? "ThrottlingException" : "AccessDeniedException");
        if (json !== undefined) return { json };
        const [inputTokens, outputTokens] = [Math.ceil(body.length / 4), Math.ceil(text.length / 4)];
        return {
          json: {
            output: { message: { role: "assistant", content: [{ text }] } },
            stopReason,
            usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
            metrics: { latencyMs: 3 },
          },
        };
      },
    ],
  ]);
  return { ...served, asked };
};

const refused = (status: number, type: string): Answer => ({
  status,
  headers: { "x-amzn-errortype": type },
  json: { message: type },
});
