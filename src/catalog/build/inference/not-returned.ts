import type { DocumentedShape } from '../models/documented-model.ts';
import { htmlToText } from '../plain-text.ts';
import { plainName } from './same-word.ts';

/** IAM's lists: "does not return the following attributes, ...: <ul>..." or "does not return tags, even though ...". */
const attributes =
  /does not return the following attributes.*?<ul>(.*?)<\/ul>|does not return ([^<,.]{1,60}), even though/is;
/** Lambda's list: "returns a subset of the ... fields. To get the additional fields (State, ...)". */
const additionalFields = /subset of the .{1,120}? fields?\..{0,60}?additional fields \(([^)]*)\)/is;

/**
 * The members of a row that an operation leaves empty by its own documentation, although its shape has them: a column
 * read from there would be empty where another operation has it.
 */
export function notReturned(operation: string, documentation: string, row: DocumentedShape): readonly string[] {
  const found = attributes.exec(documentation);
  const further = additionalFields.exec(documentation);
  const text = htmlToText(`${found?.[1] ?? found?.[2] ?? ''} ${further?.[1] ?? ''}`);
  const words = new Set(text.split(/[^A-Za-z0-9]+/).map(plainName));
  return Object.entries(row.members ?? {})
    .filter(([name, member]) => words.has(plainName(name)) || saysSo(operation, member.documentation))
    .map(([name]) => name);
}

/** "It is not included in the response to the ListPolicies operation." */
function saysSo(operation: string, documentation = ''): boolean {
  return htmlToText(documentation)
    .split(/(?<=\.)\s/)
    .some((sentence) => /not (included|returned)/.test(sentence) && new RegExp(`\\b${operation}\\b`).test(sentence));
}
