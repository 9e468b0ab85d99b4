/**
 * Control characters, C1 controls, text direction marks and lone surrogates: what could move the cursor, recolour the
 * screen or make text look like other text. Names and tags come from whoever may write to the account.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with everything a screen would obey rather than show written out: `\n`, `\x1b`, `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(invisible, (character) => {
    const code = character.charCodeAt(0);
    return short[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
