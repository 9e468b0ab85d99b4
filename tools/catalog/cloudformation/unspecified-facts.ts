import { readFileSync } from 'node:fs';

/** What AWS's schemas say of a type, and the CDK's specification leaves out. */
export interface UnspecifiedFacts {
  /** Pointers to what AWS takes and never tells again, as schemas write them: `/properties/Code/ZipFile`. */
  readonly writeOnly: readonly string[];
  /** The lists whose order means nothing: `Subnets`, and of a definition `LoadBalancer.SecurityGroups`. */
  readonly unordered: readonly string[];
}

const file = new URL('unspecified-facts.txt', import.meta.url);
const none: UnspecifiedFacts = { writeOnly: [], unordered: [] };

let known: ReadonlyMap<string, UnspecifiedFacts> | undefined;

/**
 * They come from the package cfn-lint, which ships AWS's schemas: `npx tsx tools/update-schema-facts.ts WHEEL` renews the file. Nothing
 * is known of types that it lacks.
 */
export function unspecifiedFacts(typeName: string): UnspecifiedFacts {
  known ??= readFacts(readFileSync(file, 'utf8'));
  return known.get(typeName) ?? none;
}

const start = '/properties/';

/** A line a type: its name, then after tabs the pointers without their start and the lists, each separated by commas. */
export function readFacts(text: string): ReadonlyMap<string, UnspecifiedFacts> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [typeName = '', writeOnly = '', unordered = ''] = line.split('\t');
      return [typeName, { writeOnly: namesIn(writeOnly).map((path) => start + path), unordered: namesIn(unordered) }];
    }),
  );
}

export function writeFacts(all: ReadonlyMap<string, UnspecifiedFacts>): string {
  const lines = [...all]
    .filter(([, { writeOnly, unordered }]) => writeOnly.length + unordered.length > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([typeName, { writeOnly, unordered }]) =>
      [typeName, writeOnly.map((pointer) => pointer.slice(start.length)).join(','), unordered.join(',')].join('\t'),
    );
  return `${lines.join('\n')}\n`;
}

function namesIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}
