import { expect, test } from "vitest";
import { inLanes } from "../../../functions/triage-mentions/in-lanes.ts";

const laneOf = (item: string): string => item.slice(0, 1);

test("items of one lane keep their order, and no more lanes are open than the width says", async () => {
  const done: string[] = [];
  let open = 0;
  let most = 0;
  await inLanes(["a1", "b1", "a2", "c1", "b2", "a3"], { laneOf, width: 2 }, async (item) => {
    most = Math.max(most, (open += 1));
    await Promise.resolve();
    done.push(item);
    open -= 1;
  });
  expect(most).toBe(2);
  for (const lane of ["a", "b"])
    expect(done.filter((item) => laneOf(item) === lane)).toEqual(
      done.filter((item) => laneOf(item) === lane).toSorted((one, other) => one.localeCompare(other)),
    );
  expect(done).toHaveLength(6);
});

test("what fails holds nothing up, and is thrown at the end", async () => {
  const done: string[] = [];
  const work = async (item: string) => {
    if (item === "a1") throw new Error("broken");
    done.push(item);
  };
  await expect(inLanes(["a1", "a2", "b1"], { laneOf, width: 1 }, work)).rejects.toThrow("broken");
  expect(done).toEqual(["a2", "b1"]);
});
