import { parse } from 'yaml';

/** A page of our documentation taken apart. */
export interface MarkdownPage {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  /** The text of the section under a heading of the second level, without its marks: `SELECT examples`. */
  section(title: RegExp): string;
  /** All of them, each from its heading on. */
  readonly sections: readonly string[];
  /** All statements of the page. */
  readonly statements: readonly string[];
}

export function markdownPage(text: string): MarkdownPage {
  const [, front = '', body = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const sections = body.split(/^## /m).slice(1);
  return {
    frontMatter: (parse(front) ?? {}) as Record<string, unknown>,
    sections,
    section: (title) => {
      const found = sections.find((section) => title.test(headingOf(section)));
      if (found === undefined)
        throw new Error(`There is no section ${title} among ${sections.map(headingOf).join(', ')}.`);
      return found;
    },
    statements: codeBlocks(body, 'sql'),
  };
}

function headingOf(section: string): string {
  return (section.split('\n', 1)[0] ?? '').replaceAll('`', '').trim();
}

export function codeBlocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

/** The cells of the rows of a section's first table, Markdown's or HTML's, its heading left out. */
export function tableRows(section: string): readonly (readonly string[])[] {
  const html = [...section.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => plainCell(cell)),
  );
  if (html.length > 0) return html.filter((cells) => cells.length > 0);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .replace(/^\| ?| ?\|$/g, '')
      .split(/(?<!\\)\|/)
      .map(plainCell),
  );
}

/** A cell without its marks. */
function plainCell(cell: string): string {
  return cell
    .replace(/<CopyableCode code="([^"]*)" \/>/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/&#x2F;/g, '/')
    .replace(/[`*]|\\(?=[^\w\s])/g, '')
    .trim();
}

/** `### Read` and what stands below it. */
export function subsections(section: string): ReadonlyMap<string, string> {
  return new Map(
    section
      .split(/^### /m)
      .slice(1)
      .map((part) => [headingOf(part), part.slice(part.indexOf('\n'))]),
  );
}

/** What a statement does to what, by which parameters. */
export interface StatementFacts {
  readonly verb: string;
  readonly resource: string;
  readonly columns: readonly string[];
  readonly conditions: Readonly<Record<string, string>>;
}

export function statementFacts(sql: string): StatementFacts {
  const text = sql.replace(/\/\*[\s\S]*?\*\//g, '').trim();
  const verb = /^\w+/.exec(text)?.[0]?.toUpperCase() ?? '';
  const resource = /\baws\.\w+\.\w+/.exec(text)?.[0] ?? '';
  const list =
    verb === 'SELECT'
      ? /^SELECT([\s\S]*?)\bFROM\b/.exec(text)?.[1]
      : verb === 'INSERT'
        ? /\(([\s\S]*?)\)\s*SELECT/.exec(text)?.[1]
        : verb === 'EXEC'
          ? [...text.matchAll(/^\s*@(\w+) =/gm)].map(([, name]) => name).join(',')
          : '';
  const where = /\bWHERE\b([\s\S]*)$/.exec(text)?.[1] ?? '';
  return {
    verb,
    resource,
    columns: (list ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    conditions: Object.fromEntries(
      [...where.matchAll(/(\w+) = '([^']*)'/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  };
}

/** A member of a structure, ours from an indented list. */
export interface MemberFacts {
  readonly type: string;
  readonly description: string;
  readonly values: readonly string[];
}

/** `image.state.status` -> what the page says of it. */
export function listedMembers(list: string): ReadonlyMap<string, MemberFacts> {
  const members = new Map<string, MemberFacts>();
  const path: string[] = [];
  for (const line of list.split('\n')) {
    const match = /^( *)- `([^`]+)` \(([^)]*)\): (.*)$/.exec(line);
    if (!match) continue;
    const [, indent = '', name = '', type = '', text = ''] = match;
    path.splice(indent.length / 2, path.length, name);
    const [, description = text, values = ''] = /^(.*?) ?One of: ((?:`[^`]*`(?:, )?)+)\.$/.exec(text) ?? [];
    members.set(path.join('.'), {
      type,
      description: plainCell(description),
      values: [...values.matchAll(/`([^`]*)`/g)].map(([, value = '']) => value),
    });
  }
  return members;
}
