/** A declaration of the published types, as its comment and its text say. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'const' | 'interface' | 'type';
  readonly meaning: string;
  /** Without comments, members and body. */
  readonly signature: string;
  readonly example?: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  /** What stands behind its name: `: string`, `(sql: string): Promise<Result>`. */
  readonly type: string;
  readonly meaning: string;
}

/** What a file of published types declares, in its order, and the names that it exports. The file is formatted: two blanks a level. */
export function readTypes(text: string): {
  readonly declarations: readonly Declaration[];
  readonly exported: readonly string[];
} {
  const [, list = ''] = /^export \{([\s\S]*?)\};$/m.exec(text) ?? [];
  const exported = list
    .split(',')
    .map((name) => name.replace(/^\s*type\s+/, '').trim())
    .filter((name) => name !== '');
  const pattern =
    /(?:^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^(?:declare )?(function|class|const|interface|type) (\w+)((?:.*\n(?:[ })].*\n)*))/gm;
  const declarations = [...text.matchAll(pattern)].map(
    ([, comment = '', kind = '', name = '', rest = '']): Declaration => {
      const { text: meaning, example } = commentOf(comment);
      const isOpen = kind === 'interface' || kind === 'class';
      const head = isOpen ? (rest.split('{')[0] ?? '') : rest.replace(/\/\*\*[\s\S]*?\*\//g, '');
      return {
        name,
        kind: kind as Declaration['kind'],
        meaning,
        signature: oneLine(`${kind} ${name}${head}`).replace(/;$/, ''),
        ...(example !== undefined && { example }),
        members: isOpen ? membersOf(rest) : [],
      };
    },
  );
  return { declarations, exported };
}

function membersOf(body: string): readonly Member[] {
  const members =
    /(?:^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^ {2}((?:readonly )?[\w[\].]+\??)([:(<]?(?:.*\n(?: {3,}.*\n| {2}[})|].*\n)*))/gm;
  return [...body.matchAll(members)].flatMap(([, comment = '', given = '', rest = '']) => {
    const name = given.replace('readonly ', '');
    if (name === 'constructor') return [];
    const type = oneLine(rest.replace(/\/\*\*[\s\S]*?\*\//g, ''))
      .replace(/;$/, '')
      .replace(/^=/, ' =');
    return [{ name, type, meaning: commentOf(comment).text }];
  });
}

function commentOf(comment: string): { readonly text: string; readonly example?: string } {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
  const at = lines.findIndex((line) => line.startsWith('@example'));
  const text = oneLine((at === -1 ? lines : lines.slice(0, at)).join(' '));
  return at === -1
    ? { text }
    : {
        text,
        example: lines
          .slice(at + 1)
          .join('\n')
          .trim(),
      };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The reference of one module as Markdown: what it exports, then the types that these are made of. */
function libraryReference(module: string, text: string, known: ReadonlySet<string> = new Set()): string {
  const { declarations, exported } = readTypes(text);
  const own = declarations.filter(({ name }) => !known.has(name));
  const order = ['function', 'class', 'const', 'interface', 'type'];
  const sorted = own.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  const isPublic = ({ name }: Declaration) => exported.includes(name);
  const parts = sorted.filter((one) => !isPublic(one));
  return [
    `## \`${module}\``,
    '',
    ...sorted.filter(isPublic).flatMap(section),
    ...(parts.length === 0 ? [] : [`### Parts of these, of \`${module}\``, '', ...parts.flatMap(partSection)]),
  ].join('\n');
}

function section(declaration: Declaration): readonly string[] {
  return [`### \`${declaration.name}\``, '', ...bodyOf(declaration)];
}

function partSection(declaration: Declaration): readonly string[] {
  return [`**\`${declaration.name}\`**`, '', ...bodyOf(declaration)];
}

function bodyOf({ kind, meaning, signature, members }: Declaration): readonly string[] {
  const isOpen = kind === 'interface' || kind === 'class';
  const base = /extends (.+)$/.exec(signature)?.[1];
  return [
    ...(isOpen ? [] : [`\`${signature}\``, '']),
    ...(meaning === '' ? [] : [meaning, '']),
    ...(base === undefined ? [] : [`It has what \`${base}\` has, too.`, '']),
    ...members.map(({ name, type, meaning: told }) => `- \`${name}${type}\`${told === '' ? '' : `: ${told}`}`),
    ...(members.length === 0 ? [] : ['']),
  ];
}

/** The whole reference: what a module repeats of an earlier one stands there alone. */
export function referencePage(modules: readonly (readonly [name: string, types: string])[]): string {
  const known = new Set<string>();
  const parts = modules.map(([name, types]) => {
    const text = libraryReference(name, types, known);
    for (const declaration of readTypes(types).declarations) known.add(declaration.name);
    return text;
  });
  const head = [
    '# The reference of the library',
    '',
    'Everything that `skyql`, `skyql/sandbox` and `skyql/stacks` export: its meaning, its type and what it is unless given. Programs to',
    'start from are in [Use skyql from TypeScript](library.md); the codes of errors in [errors](errors.md).',
    '',
    'This page is made of the published types: `npm run types:accept` writes it.',
    '',
  ];
  return `${[...head, ...parts].join('\n').trimEnd()}\n`;
}
