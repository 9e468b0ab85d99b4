import type { ServiceModel } from '../../../src/aws/service-model.ts';
import type { DocumentationFile } from '../../../src/catalog/service-file.ts';
import { htmlToText } from '../plain-text.ts';
import type { DocumentedModel } from './documented-model.ts';

/** The texts of the operations, and of the members of their inputs and outputs, which are all that DESCRIBE METHOD prints. */
export function documentationOf(model: DocumentedModel, kept: ServiceModel): DocumentationFile {
  const operations: Record<string, string> = {};
  const shapes: Record<string, Record<string, string>> = {};
  for (const [name, { input, output }] of Object.entries(kept.operations)) {
    operations[name] = htmlToText(model.operations[name]?.documentation);
    for (const reference of [input, output]) {
      if (reference) shapes[reference.shape] ??= membersOf(model, reference.shape);
    }
  }
  return {
    operations,
    shapes: Object.fromEntries(Object.entries(shapes).sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function membersOf(model: DocumentedModel, shape: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, reference] of Object.entries(model.shapes[shape]?.members ?? {})) {
    const text = htmlToText(reference.documentation ?? model.shapes[reference.shape]?.documentation);
    if (text !== '') texts[name] = text;
  }
  return texts;
}
