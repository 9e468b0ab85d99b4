import type { ServiceModel } from '../../../aws/service-model.ts';
import type { DocumentationFile } from '../../service-file.ts';
import { htmlToText } from '../plain-text.ts';
import type { DocumentedModel } from './documented-model.ts';

/** The texts of the operations, and of the members of every structure that their inputs and outputs reach. */
export function documentationOf(model: DocumentedModel, kept: ServiceModel): DocumentationFile {
  const operations: Record<string, string> = {};
  for (const name of Object.keys(kept.operations)) {
    const text = htmlToText(model.operations[name]?.documentation);
    if (text !== '') operations[name] = text;
  }
  const shapes: Record<string, Record<string, string>> = {};
  for (const name of [...reachedShapes(kept)].sort()) {
    const texts = membersOf(model, name);
    if (Object.keys(texts).length > 0) shapes[name] = texts;
  }
  return { operations, shapes };
}

function reachedShapes({ operations, shapes }: ServiceModel): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = Object.values(operations).flatMap(({ input, output }) => [input, output]);
  while (waiting.length > 0) {
    const name = waiting.pop()?.shape;
    if (name === undefined || reached.has(name)) continue;
    reached.add(name);
    const { members, member, key, value } = shapes[name] ?? {};
    waiting.push(...Object.values(members ?? {}), member, key, value);
  }
  return reached;
}

function membersOf(model: DocumentedModel, shape: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, reference] of Object.entries(model.shapes[shape]?.members ?? {})) {
    const text = htmlToText(reference.documentation ?? model.shapes[reference.shape]?.documentation);
    if (text !== '') texts[name] = text;
  }
  return texts;
}
