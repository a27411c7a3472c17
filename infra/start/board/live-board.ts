/**
 * Draws the board where somebody looks, on a screen of its own that leaves the terminal as it was; elsewhere, one line
 * for each thing that happens. It redraws when something happened, and once a second for the countdowns.
 */
import type { WriteStream } from "node:tty";
import { emptyBoard, withHappening } from "./board-state.ts";
import type { Happening } from "./happening.ts";
import { plainLine } from "./plain-line.ts";
import { renderBoard, type Surroundings } from "./render-board.ts";

export type Board = {
  readonly show: (happening: Happening) => void;
  readonly close: () => void;
};

type BoardOptions = {
  readonly isPlain: boolean;
  readonly stdout: WriteStream;
  /** What stands above the rows, asked at each drawing. */
  readonly surroundings: () => Omit<Surroundings, "now">;
};

export const openBoard = (options: BoardOptions): Board =>
  options.isPlain ? plainBoard(options) : liveBoard(options);

const plainBoard = ({ stdout }: BoardOptions): Board => ({
  show: (happening) => void stdout.write(`${plainLine(happening)}\n`),
  close: () => {},
});

const screen = {
  enter: "\u001B[?1049h\u001B[?25l",
  leave: "\u001B[?25h\u001B[?1049l",
  home: "\u001B[H",
  eraseLine: "\u001B[K",
  eraseBelow: "\u001B[J",
};

const liveBoard = ({ stdout, surroundings }: BoardOptions): Board => {
  let board = emptyBoard;
  let isDue = false;

  const draw = (): void => {
    isDue = false;
    const size = { columns: stdout.columns, rows: stdout.rows };
    const lines = renderBoard(board, { ...surroundings(), now: new Date() }, size);
    stdout.write(screen.home + lines.map((line) => line + screen.eraseLine).join("\n") + screen.eraseBelow);
  };
  /** Many happenings at once are one drawing. */
  const drawSoon = (): void => {
    if (!isDue) setImmediate(draw);
    isDue = true;
  };

  stdout.write(screen.enter);
  draw();
  stdout.on("resize", draw);
  const everySecond = setInterval(draw, 1000);
  return {
    show: (happening) => {
      board = withHappening(board, happening);
      drawSoon();
    },
    close: () => {
      clearInterval(everySecond);
      stdout.off("resize", draw);
      stdout.write(screen.leave);
    },
  };
};
