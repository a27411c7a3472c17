/**
 * A clock that is wrong, for a test that asked for it: everything in this process that asks `Date` what time it is
 * hears so many milliseconds more, the time Lambda says is left included. How long something takes, and when a timer
 * fires, is not touched.
 */
export const shiftClock = (milliseconds) => {
  const RightDate = Date;
  const shifted = () => RightDate.now() + milliseconds;
  globalThis.Date = class Date extends RightDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [shifted()] : parts));
    }
    static now() {
      return shifted();
    }
  };
};
