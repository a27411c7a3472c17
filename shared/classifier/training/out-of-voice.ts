import { fit, scores, type Example, type Settings } from "./fit.ts";

/** A post, and what it scored by a model that has read nothing in its voice. */
export type Scored = { readonly example: Example; readonly voice: string; readonly sums: Float64Array };

type Voiced = { readonly example: Example; readonly voice: string };

/** Every post, scored by a model fitted on the other groups of voices. */
export const scoreOutOfVoice = (
  posts: readonly Voiced[],
  settings: Settings,
  groups: number,
  onGroup: (group: number) => void = () => {},
): Scored[] => {
  const groupOf = groupsOfVoices(posts, groups);
  return Array.from({ length: groups }, (_, group) => group).flatMap((group) => {
    const weights = fit(
      posts.filter((_, at) => groupOf[at] !== group).map(({ example }) => example),
      settings,
    );
    onGroup(group + 1);
    return posts
      .filter((_, at) => groupOf[at] === group)
      .map(({ example, voice }) => ({
        example,
        voice,
        sums: scores(weights, example.rows, example.values),
      }));
  });
};

/** Which of so many groups each post is in: all posts of a voice in the same. */
export const groupsOfVoices = (posts: readonly Pick<Voiced, "voice">[], groups: number): number[] => {
  const voices = [...new Set(posts.map(({ voice }) => voice))].toSorted();
  return posts.map(({ voice }) => voices.indexOf(voice) % groups);
};
