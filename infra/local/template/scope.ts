import type { TemplatePath } from "./template-error.ts";

/** What the intrinsics of a template can refer to. Each answers or stops, naming the path that asked. */
export type Scope = {
  /** A parameter, a pseudo parameter or a resource; undefined is `AWS::NoValue`. */
  readonly ref: (name: string, path: TemplatePath) => unknown;
  readonly attribute: (logicalId: string, attribute: string, path: TemplatePath) => string;
  readonly condition: (name: string, path: TemplatePath) => boolean;
  readonly mapping: (keys: readonly [string, string, string], path: TemplatePath) => unknown;
};
