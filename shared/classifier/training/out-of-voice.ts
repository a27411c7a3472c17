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
  const voices = [...new Set(posts.map(({ voice }) => voice))].toSorted();
  const groupOf = new Map(voices.map((voice, index) => [voice, index % groups]));
  return Array.from({ length: groups }, (_, group) => group).flatMap((group) => {
    const isHeldOut = ({ voice }: Voiced): boolean => groupOf.get(voice) === group;
    const weights = fit(
      posts.filter((post) => !isHeldOut(post)).map(({ example }) => example),
      settings,
    );
    onGroup(group + 1);
    return posts.filter(isHeldOut).map(({ example, voice }) => ({
      example,
      voice,
      sums: scores(weights, example.rows, example.values),
    }));
  });
};
