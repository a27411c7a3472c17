import { expect, test } from "vitest";
import { goUp } from "../../../infra/local/lifecycle.ts";

const recorded = () => {
  const story: string[] = [];
  const step = (name: string, fails: "up" | "down" | "never" = "never") => ({
    name,
    up: () => {
      story.push(`${name} up`);
      if (fails === "up") throw new Error(`${name} failed`);
    },
    down: () => {
      story.push(`${name} down`);
      if (fails === "down") throw new Error(`${name} stuck`);
    },
  });
  return { story, step };
};

test("what goes up in order comes down in reverse", async () => {
  const { story, step } = recorded();
  const lifecycle = await goUp([step("lock"), step("table"), step("queues")]);
  await lifecycle.stop();
  expect(story).toEqual(["lock up", "table up", "queues up", "queues down", "table down", "lock down"]);
});

test("a step that fails takes down what is up, and its own error is told", async () => {
  const { story, step } = recorded();
  await expect(goUp([step("lock"), step("table", "up"), step("queues")])).rejects.toThrow("table failed");
  expect(story).toEqual(["lock up", "table up", "table down", "lock down"]);
});

test("one step that is stuck does not keep the others up", async () => {
  const { story, step } = recorded();
  const lifecycle = await goUp([step("lock"), step("table", "down"), step("queues")]);
  await expect(lifecycle.stop()).rejects.toThrow("not everything came down");
  expect(story.slice(-3)).toEqual(["queues down", "table down", "lock down"]);
});

test("stopping twice stops once", async () => {
  const { story, step } = recorded();
  const lifecycle = await goUp([step("lock")]);
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  expect(story).toEqual(["lock up", "lock down"]);
});
