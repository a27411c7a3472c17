/** What a test can ask the fault switch for. */

/** From 0 to 1, like `Math.random`; a seeded one makes a run repeatable. */
export type Random = () => number;

/** The calls a fault may befall. An invocation by a queue's or stream's poller is `lambda` `Invoke`. */
type Calls = {
  readonly service: string;
  readonly operation: string;
  /** Whose calls, by the principal: a role's ARN names its function. For an invocation, the function's name. */
  readonly by?: RegExp;
  /** What the body of the call must say. */
  readonly saying?: RegExp;
};

/** How often: each time with this chance (always, when left out), and no more than so many times. */
type Odds = { readonly chance?: number; readonly times?: number };

export type CallFault = Calls &
  Odds &
  (
    | { readonly kind: "throttle" }
    /** It is done, but its caller hears of an error, or, when `cut`, of nothing: the connection breaks. */
    | { readonly kind: "lost-answer"; readonly cut?: boolean }
    /** Some entries of a batch are refused, the others are done. */
    | { readonly kind: "partial-failure" }
    | { readonly kind: "delay"; readonly milliseconds: number }
    /** Done twice: a message or an event arrives twice, a batch is handled twice. */
    | { readonly kind: "duplicate" }
    /** What is sent arrives this much later, behind what is sent after it. */
    | { readonly kind: "reorder"; readonly seconds: number }
    /** Every process of the caller is killed with -9: with the call done, or not. An invoked one, so long after it began. */
    | { readonly kind: "kill"; readonly done?: boolean; readonly afterMilliseconds?: number }
  );

/** The schedules of this expression miss their ticks. */
type StoppedSchedule = Odds & { readonly kind: "stopped-schedule"; readonly expression: RegExp };

/** Processes of these functions that start while this is asked for have a clock that is wrong by so much. */
type ShiftedClock = Odds & {
  readonly kind: "shifted-clock";
  readonly functions: RegExp;
  readonly seconds: number;
};

export type Fault = CallFault | StoppedSchedule | ShiftedClock;

export const faultKinds = [
  "throttle",
  "lost-answer",
  "partial-failure",
  "delay",
  "duplicate",
  "reorder",
  "kill",
  "stopped-schedule",
  "shifted-clock",
] as const satisfies readonly Fault["kind"][];
export type FaultKind = (typeof faultKinds)[number];
