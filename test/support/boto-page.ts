import type { MemberFacts } from './markdown-page.ts';

/** boto3's page of an operation taken apart. */
export interface BotoPage {
  readonly link: string;
  readonly required: readonly string[];
  readonly outputs: ReadonlyMap<string, MemberFacts>;
  readonly errors: readonly string[];
}

export function botoPage(text: string): BotoPage {
  const values = enumerations(text);
  const structure = text.slice(text.indexOf('**Response Structure**'), text.indexOf('**Exceptions**'));
  return {
    link: /See also: `[^<]*<([^>]+)>`/.exec(text)?.[1] ?? '',
    required: [...text.matchAll(/^ *:param (\w+): \*\*\[REQUIRED\]\*\*/gm)].map(([, name = '']) => name),
    outputs: new Map(
      [...structureOf(structure)].map(([path, facts]) => [path, { ...facts, values: values.get(path) ?? [] }]),
    ),
    errors: [...text.matchAll(/\.exceptions\.(\w+)`/g)].map(([, name = '']) => name),
  };
}

/** `- **state** *(dict) --*`, nested by indentation; what a list or a map is of has no name: `- *(dict) --*`. */
function structureOf(text: string): ReadonlyMap<string, MemberFacts> {
  const members = new Map<string, { type: string; description: string; values: readonly string[] }>();
  const around: { readonly indent: number; readonly name?: string }[] = [];
  let current: { type: string; description: string } | undefined;
  for (const line of text.split('\n')) {
    const match = /^( *)- (?:\*\*(\w+)\*\* )?\*\((\w+)\) --\*/.exec(line);
    if (!match) {
      if (current) current.description = `${current.description} ${line.trim()}`.trim();
      continue;
    }
    const [, { length: indent } = '', name, type = ''] = match;
    while (around.length > 0 && (around.at(-1)?.indent ?? 0) >= indent) around.pop();
    around.push({ indent, ...(name !== undefined && { name }) });
    current = undefined;
    if (name === undefined) continue;
    const facts = { type, description: '', values: [] };
    members.set(around.flatMap((one) => one.name ?? []).join('.'), facts);
    current = facts;
  }
  return members;
}

/** The values that the Response Syntax counts: `'status': 'PENDING'|'CREATING'`. */
function enumerations(text: string): ReadonlyMap<string, readonly string[]> {
  const syntax = text.slice(text.indexOf('**Response Syntax**'), text.indexOf('**Response Structure**'));
  const found = new Map<string, readonly string[]>();
  const around: { readonly indent: number; readonly name: string }[] = [];
  for (const line of syntax.split('\n')) {
    const match = /^( *)'(\w+)': (.*)$/.exec(line);
    if (!match) continue;
    const [, { length: indent } = '', name = '', value = ''] = match;
    while (around.length > 0 && (around.at(-1)?.indent ?? 0) >= indent) around.pop();
    around.push({ indent, name });
    const values = [...value.matchAll(/'([^']*)'/g)].map(([, one = '']) => one);
    if (values.length > 1 || (values.length === 1 && values[0] !== 'string')) {
      found.set(around.map((one) => one.name).join('.'), values);
    }
  }
  return found;
}
