import { stringValue } from '../string-value.ts';
import { isBlank, isOperator, isPunctuation, isWord, type Token } from '../token.ts';

/** How a percent-encoded document of JSON begins, or one of its members. */
const encoded = /%7B(?:%0D|%0A|%20|\+|\s)*%22|%22\w+%22/i;

/** The first text of a comparison that is a percent-encoded document: StackQL's answers have policies so, and ours have them decoded. */
export function encodedText(tokens: readonly Token[]): Token | undefined {
  const significant = tokens.filter((token) => !isBlank(token));
  return significant.find((token, index) => {
    if (token.kind !== 'string' || !encoded.test(stringValue(token))) return false;
    return [significant[index - 1], significant[index + 1]].some(isComparison);
  });
}

function isComparison(token: Token | undefined): boolean {
  if (isWord(token, 'like', 'glob', 'is', 'not') || isPunctuation(token, ',')) return true;
  return ['=', '==', '<>', '!='].some((operator) => isOperator(token, operator));
}
