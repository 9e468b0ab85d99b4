const blank = /[ \t\n\r]*/y;
const scalar = /"(?:[^"\\\n\r]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true\b|false\b|null\b/y;

/** Where a text stops being JSON, in UTF-16 units from its start: `JSON.parse` says it in some of its messages alone. */
export function jsonFault(text: string): number {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const takes = (character: string): boolean => {
    take(blank);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const value = (): boolean => {
    if (takes('{')) return list('}', () => take(blank) && text[at] === '"' && take(scalar) && takes(':') && value());
    if (takes('[')) return list(']', value);
    return take(scalar);
  };
  const list = (close: string, item: () => boolean): boolean => {
    if (takes(close)) return true;
    do if (!item()) return false;
    while (takes(','));
    return takes(close);
  };
  if (value()) take(blank);
  return at;
}
