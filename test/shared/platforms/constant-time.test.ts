import * as fc from "fast-check";
import { expect, test } from "vitest";
import { equalsAny } from "../../../shared/platforms/constant-time.ts";

/** Live values that count how many of them were compared. */
class Counted extends Array<string> {
  compared = 0;
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
  override map<Result>(compare: (value: string, index: number, all: string[]) => Result): Result[] {
    return super.map((value, index) => {
      this.compared += 1;
      return compare(value, index, this);
    });
  }
}

test("a signature is compared with every live value, whichever of them fits or none, and is right when any does", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.string(), (values, given) => {
      const ours = Counted.from(values);
      expect(equalsAny(given, ours)).toBe(values.includes(given));
      expect(ours).toMatchObject({ compared: values.length });
    }),
  );
});
