import { displayWidth, graphemesOf, graphemeWidth, truncateToWidth } from './output/display-width.ts';
import { visibleText } from './output/visible-text.ts';

/**
 * A line of a statement and the mark below the place in it, as a screen shows them: wide characters take two cells, and of a line
 * that is wider than the screen that part is left which the mark is in.
 */
export function markedLines(excerpt: string, width = Number.POSITIVE_INFINITY): readonly string[] {
  const [line = '', marks = ''] = excerpt.split('\n');
  const place = Math.max(0, marks.indexOf('^'));
  let before = shown(line.slice(0, place));
  let behind = shown(line.slice(place));
  if (displayWidth(before) + displayWidth(behind) > width) {
    before = endOf(before, Math.max(Math.floor(width / 2), width - displayWidth(behind)));
    behind = truncateToWidth(behind, width - displayWidth(before));
  }
  return [before + behind, `${' '.repeat(displayWidth(before))}^`];
}

function shown(text: string): string {
  return visibleText(text.replaceAll('\t', ' '));
}

/** The end of a text, of at most `width` cells, `…` in the place of what was cut. */
function endOf(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let end = '';
  let used = 1;
  for (const grapheme of [...graphemesOf(text)].reverse()) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    end = grapheme + end;
  }
  return `…${end}`;
}
