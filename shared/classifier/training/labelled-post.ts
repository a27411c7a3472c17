/** A post somebody has judged: a line of the corpus, of a gold set, of what staff corrected. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

export const LabelledPost = z.object({
  text: z.string(),
  category: z.enum(["service", "sales", "chatter"]),
  urgent: z.boolean(),
  sentiment: z.enum(["positive", "neutral", "negative"]),
  language: z.string(),
});
export type LabelledPost = z.infer<typeof LabelledPost>;

/** A post and the voice it is written in: the name of its file. */
export type VoicedPost = LabelledPost & { readonly voice: string };

/** Every post of a folder of JSON lines. Throws, naming file and line, for what is no post. */
export const readCorpus = (folder: string): VoicedPost[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .toSorted()
    .flatMap((file) => readVoice(join(folder, file), file.replace(/\.jsonl$/u, "")));

const readVoice = (path: string, voice: string): VoicedPost[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      if (line === "") return [];
      const post = LabelledPost.safeParse(JSON.parse(line));
      if (!post.success) throw new Error(`${path}:${index + 1}: ${z.prettifyError(post.error)}`);
      return [{ ...post.data, voice }];
    });
