/** Route keys and which of them a request belongs to. */

export type RouteKey = {
  /** As the template has it: `ANY /webhooks/{channel}`, `$default`. */
  readonly key: string;
  /** `ANY` for every method. */
  readonly method: string;
  /** Undefined for `$default`. */
  readonly path?: readonly Segment[] | undefined;
};

type Segment =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

export type RouteMatch<Route> = {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
};

const methods = new Set(["ANY", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export const parseRouteKey = (key: string): RouteKey | undefined => {
  if (key === "$default") return { key, method: "ANY" };
  const [method = "", path = "", ...rest] = key.split(" ");
  const isWellFormed = methods.has(method) && path.startsWith("/") && rest.length === 0;
  return isWellFormed ? { key, method, path: segmentsOf(path).map(parseSegment) } : undefined;
};

/**
 * The most specific route: segment by segment a word beats a parameter and that a greedy one, then the request's own
 * method beats ANY, and `$default` is what is left:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export const matchRoute = <Route extends RouteKey>(
  routes: readonly Route[],
  method: string,
  path: string,
): RouteMatch<Route> | undefined => {
  const matches = routes.flatMap((route) => {
    const isForMethod = route.method === "ANY" || route.method === method;
    const pathParameters = isForMethod ? parametersOf(route.path ?? [], path) : undefined;
    if (route.path === undefined) return [{ route, pathParameters: {} }];
    return pathParameters === undefined ? [] : [{ route, pathParameters }];
  });
  return matches.toSorted((a, b) => rankOf(a.route).localeCompare(rankOf(b.route)))[0];
};

/** A letter for each segment, the most specific first in the alphabet. */
const rankOf = ({ path, method }: RouteKey): string => {
  if (path === undefined) return "z";
  return path.map(({ kind }) => ranks[kind]).join("") + (method === "ANY" ? "y" : "x");
};

const ranks = { word: "a", parameter: "b", greedy: "c" } as const;

const parametersOf = (
  pattern: readonly Segment[],
  path: string,
): Readonly<Record<string, string>> | undefined => {
  const words = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const word = words[index];
    if (word === undefined || (word === "" && segment.kind !== "word")) return undefined;
    if (segment.kind === "greedy") return { ...parameters, [segment.name]: words.slice(index).join("/") };
    if (segment.kind === "parameter") parameters[segment.name] = word;
    else if (segment.word !== word) return undefined;
  }
  return words.length === pattern.length ? parameters : undefined;
};

const segmentsOf = (path: string): string[] => path.split("/").slice(1);

const parseSegment = (text: string): Segment => {
  const name = /^\{([^}+]+)(\+?)\}$/.exec(text);
  if (name?.[1] === undefined) return { kind: "word", word: text };
  return { kind: name[2] === "+" ? "greedy" : "parameter", name: name[1] };
};
