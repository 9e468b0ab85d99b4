import type { Terminal } from './terminal.ts';

/** Colours and weights of text on a screen; the text as it is where there is none, or where NO_COLOR forbids it. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

const plain = (text: string): string => text;
const styled =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const plainStyle: Style = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain, cyan: plain };

const colouredStyle: Style = {
  bold: styled(1, 22),
  dim: styled(2, 22),
  red: styled(31, 39),
  yellow: styled(33, 39),
  green: styled(32, 39),
  cyan: styled(36, 39),
};

/** The style of what goes to `stream`. See https://no-color.org: NO_COLOR counts when it is present and not empty. */
export function styleOf(terminal: Terminal, stream: 'output' | 'error', colour = true): Style {
  const screen = stream === 'output' ? terminal.outputIsScreen : terminal.errorIsScreen;
  const forbidden = Boolean(terminal.environment.NO_COLOR) || terminal.environment.TERM === 'dumb';
  return screen && colour && !forbidden ? colouredStyle : plainStyle;
}
