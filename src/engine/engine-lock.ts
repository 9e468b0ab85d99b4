import { quoteLiteral } from '../data/quote.ts';

/** What an engine may use that strangers send statements to. */
export interface EngineLock {
  readonly threads: number;
  /** With a unit: `1GB`. */
  readonly memory: string;
}

/** What keeps DuckDB from files, from the network and from extensions. The last can never be taken back. */
export const closingStatements: readonly string[] = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET enable_external_access = false',
];

/** The settings that keep DuckDB from files, from the network and from extensions, and within bounds. */
export function lockStatements({ threads, memory }: EngineLock): readonly string[] {
  return [
    `SET threads = ${threads}`,
    `SET memory_limit = ${quoteLiteral(memory)}`,
    // What does not fit is refused: a file to put it in would be a file.
    "SET temp_directory = ''",
    ...closingStatements,
  ];
}
