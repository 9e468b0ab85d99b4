import { createProcessor } from '@mdx-js/mdx';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const processor = createProcessor();

/** What a reader of MDX sees of a page, and the kinds of nodes that it is made of. Throws what MDX throws. */
export function readMdx(markdown: string): { readonly text: string; readonly kinds: ReadonlySet<string> } {
  const kinds = new Set<string>();
  const textOf = (node: Node): string => {
    kinds.add(node.type);
    return node.value ?? (node.children ?? []).map(textOf).join('');
  };
  const text = textOf(processor.parse(markdown) as Node);
  return { text, kinds };
}
