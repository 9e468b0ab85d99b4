const ascii = /^[\x20-\x7e]*$/;
const combining = /^[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Format}]+$/u;
const emojiStyle = /\ufe0f/;

/** East Asian Wide and Fullwidth (Unicode 14, https://www.unicode.org/reports/tr11/), gaps of unassigned characters closed. */
const wide =
  /^(?:[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufad9\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1f200}-\u{1f320}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;

let segmenter: Intl.Segmenter | undefined;

/** How many cells of a screen the text takes. Expects visible text: no control characters. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemesOf(text)) width += graphemeWidth(grapheme);
  return width;
}

/** The text cut to at most `width` cells, `…` in the place of what was cut. */
export function truncateToWidth(text: string, width: number): string {
  let kept = '';
  let used = 0;
  // Of a long text only what may stand there is looked at.
  for (const grapheme of graphemesOf(text)) {
    used += graphemeWidth(grapheme);
    if (used > width) return width <= 0 ? '' : `${kept}…`;
    if (used < width) kept += grapheme;
  }
  return text;
}

/** The text in lines of at most `width` cells, parted at blanks where there are any. What is longer than a line is parted anywhere. */
export function wrapToWidth(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/(?<= )/)) {
    const own = displayWidth(word.trimEnd());
    if (used > 0 && used + own > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    for (const grapheme of graphemesOf(word)) {
      const next = graphemeWidth(grapheme);
      if (used + next > width && used > 0) {
        // A blank that ends a line is not written.
        if (grapheme === ' ') continue;
        lines.push(line);
        line = '';
        used = 0;
      }
      line += grapheme;
      used += next;
    }
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

/** The text filled with spaces to `width` cells. */
export function padToWidth(text: string, width: number, side: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? text + fill : fill + text;
}

/** What a screen shows as one character each. */
export function* graphemesOf(text: string): Iterable<string> {
  if (ascii.test(text)) return yield* text;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  // A step of the segmenter takes as long as its text is. Where a character ends is told by the one behind it, so that the last
  // of a piece may go on in the next, and all others are whole.
  let from = 0;
  let length = pieceLength;
  while (from < text.length) {
    const to = pieceEnd(text, from + length);
    const characters = Array.from(segmenter.segment(text.slice(from, to)), ({ segment }) => segment);
    if (to < text.length) characters.pop();
    yield* characters;
    for (const character of characters) from += character.length;
    length = characters.length === 0 ? length * 2 : pieceLength;
  }
}

const pieceLength = 64;

/** A place near the one given where no character of two UTF-16 units is cut. */
function pieceEnd(text: string, place: number): number {
  return (text.codePointAt(place - 1) ?? 0) > 0xffff ? place + 1 : place;
}

/** How many cells one of them takes. */
export function graphemeWidth(grapheme: string): number {
  if (combining.test(grapheme)) return 0;
  return wide.test(grapheme) || emojiStyle.test(grapheme) ? 2 : 1;
}
