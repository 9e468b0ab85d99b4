import type { Terminal } from '../../terminal/terminal.ts';
import type { Arguments } from './arguments.ts';

/** An option as help shows it and the parser takes it. */
export interface OptionDescription {
  readonly name: string;
  /** Its one letter. */
  readonly short?: string;
  /** What its value is called in help; a switch when left out. */
  readonly value?: string;
  readonly repeatable?: boolean;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  readonly description: string;
}

export interface Example {
  readonly command: string;
  readonly description: string;
}

/** A command described well enough for help and parsing, without the code that runs it. */
export interface CommandDescription {
  readonly name: string;
  /** Commands of their own behind its name, theirs beginning with it: `catalog update`. */
  readonly subcommands?: readonly CommandDescription[];
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** What follows its name: `[SQL]`. */
  readonly operands?: string;
  /** The only words that may follow it. */
  readonly operandChoices?: readonly string[];
  readonly maxOperands: number;
  readonly details?: string;
  /** The exit code where it is used wrongly, of one whose 2 says something else; 2 unless given. */
  readonly usageCode?: number;
  readonly options: readonly OptionDescription[];
  readonly examples: readonly Example[];
  /** Loads the code that runs it: imported only now, as start-up time is felt at every call. */
  readonly load: () => Promise<CommandRunner>;
}

/** Runs a command and says with which code the process ends. */
export type CommandRunner = (args: Arguments, terminal: Terminal) => Promise<number>;
