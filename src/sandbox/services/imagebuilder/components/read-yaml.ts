import { parse } from 'yaml';
import type { WireValue } from '../../../../aws/service-model.ts';

/** What a document says, or why it says nothing. */
export type ReadDocument = { readonly content: WireValue } | { readonly problem: string };

/** The parser would print its notes on a document, with the document's own text, on the sandbox's terminal. */
const quietly = { logLevel: 'error' } as const;

/** Image Builder takes documents of at most 16,000 characters: a megabyte at most is kept. */
const mostKept = 64;
/** Those that were read last, the latest at the end. */
const kept = new Map<string, ReadDocument>();

/**
 * Reads a YAML document. A build reads the documents of all its components and workflows, mostly the same ones as the
 * build before it: what was read last is kept. Nobody changes what comes.
 */
export function readYaml(data: string): ReadDocument {
  const read = kept.get(data) ?? parsed(data);
  kept.delete(data);
  kept.set(data, read);
  const oldest = kept.keys().next();
  if (kept.size > mostKept && oldest.done !== true) kept.delete(oldest.value);
  return read;
}

function parsed(data: string): ReadDocument {
  try {
    return { content: parse(data, quietly) as WireValue };
  } catch (error) {
    return {
      problem: (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? 'The document is no YAML.',
    };
  }
}
