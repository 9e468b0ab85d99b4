import { keywords } from '../../sql/keywords.ts';
import type { Style } from '../../terminal/style.ts';
import type { EntryToken } from './read-entries.ts';

/** How a piece of the text is shown. */
export type Colour = 'plain' | 'keyword' | 'string' | 'number' | 'parameter' | 'comment' | 'command' | 'unfinished';

export function colourOf({ kind, text }: EntryToken): Colour {
  switch (kind) {
    case 'identifier':
      return keywords.has(text.toLowerCase()) ? 'keyword' : 'plain';
    case 'string':
    case 'number':
    case 'parameter':
    case 'comment':
    case 'command':
    case 'unfinished':
      return kind;
    case 'hint':
      return 'parameter';
    default:
      return 'plain';
  }
}

export function coloured(text: string, colour: Colour, style: Style): string {
  switch (colour) {
    case 'keyword':
      return style.cyan(text);
    case 'command':
    case 'parameter':
      return style.bold(text);
    case 'string':
      return style.green(text);
    case 'comment':
      return style.dim(text);
    // A text that does not end yet.
    case 'number':
    case 'unfinished':
      return style.yellow(text);
    default:
      return text;
  }
}
