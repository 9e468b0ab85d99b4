import type { DocumentedResource } from '../documented-resource.ts';
import { deleteExamples } from '../examples/delete.ts';
import type { Example } from '../examples/example.ts';
import { execExamples } from '../examples/exec.ts';
import { insertExamples } from '../examples/insert.ts';
import { selectExamples } from '../examples/select.ts';
import { updateExamples } from '../examples/update.ts';
import { codeBlock } from '../markdown/code-block.ts';
import { inlineCode } from '../markdown/inline-code.ts';
import { paragraphs } from '../markdown/paragraphs.ts';

const verbs = [
  ['SELECT', selectExamples],
  ['INSERT', insertExamples],
  ['UPDATE', updateExamples],
  ['DELETE', deleteExamples],
  ['EXEC', execExamples],
] as const;

/** A section a verb, with each way to use it; of what skyql cannot call, why there is none. */
export function examples(resource: DocumentedResource): readonly string[] {
  if ([...resource.operations.values()].some(({ takesSignIn }) => takesSignIn === true))
    return ['## Examples\n\nThere are none: the service takes the token of a sign-in, which skyql does not send.'];
  return verbs.flatMap(([verb, examplesOf]) => {
    const own = examplesOf(resource);
    if (own.length === 0) return [];
    return [[`## ${inlineCode(verb)} examples`, ...own.map((example) => exampleText(example, verb))].join('\n\n')];
  });
}

function exampleText({ title, text, language, code }: Example, verb: string): string {
  const heading = `### ${verb === 'EXEC' ? inlineCode(`EXEC ${title}`) : title}`;
  return [heading, ...(text === undefined ? [] : [paragraphs(text)]), codeBlock(language, code)].join('\n\n');
}
