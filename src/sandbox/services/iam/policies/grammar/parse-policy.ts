import { parseDocument } from 'yaml';
import { isStructure } from '../../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../../aws/service-model.ts';
import { messages } from '../../assumptions.ts';
import { malformedPolicy } from '../../faults.ts';

/** The JSON object that a policy's text is. JSON lets a name stand twice in an object, policies do not. */
export function parsePolicy(text: string): WireStructure {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformedPolicy(messages.notJson);
  }
  if (!isStructure(document)) throw malformedPolicy(messages.syntax);
  // What is JSON is YAML too, whose reader knows of names that stand twice.
  const { errors } = parseDocument(text, { schema: 'json', uniqueKeys: true, logLevel: 'silent' });
  if (errors.some(({ code }) => code === 'DUPLICATE_KEY')) throw malformedPolicy(messages.syntax);
  return document;
}
