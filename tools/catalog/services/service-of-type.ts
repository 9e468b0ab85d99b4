import { operationWords } from '../../../src/catalog/build/native/operation-words.ts';
import { pluralise } from '../../../src/catalog/pluralise.ts';

/** A service that may have a type, with the names of its operations. */
export interface CandidateService {
  readonly service: string;
  readonly operations: readonly string[];
}

/** Shorter words begin too many others. */
const shortestPrefix = 4;

/**
 * The service whose operations know a type best: those that speak of just it (`CreateUserPool`, `ListUserPools`) before
 * those that speak of what it is part of, or that is part of it (`UserPool` of `UserPoolGroup`). The first where none,
 * or several, know it best.
 */
export function serviceOfType(typeName: string, candidates: readonly CandidateService[]): string {
  const name = typeName.slice(typeName.lastIndexOf('::') + 2).toLowerCase();
  let best = { service: candidates[0]?.service ?? '', score: 0 };
  if (candidates.length === 1) return best.service;
  for (const { service, operations } of candidates) {
    // `MailManagerArchive` is an archive in the words of `mailmanager` itself.
    const own = service.replaceAll('-', '');
    const wanted = name.startsWith(own) && name !== own ? name.slice(own.length) : name;
    const many = pluralise(wanted);
    const score = Math.max(0, ...nounsOf(operations).map((noun) => likeness(wanted, many, noun)));
    if (score > best.score) best = { service, score };
  }
  return best.service;
}

const known = new WeakMap<readonly string[], readonly string[]>();

/** Asked for each type of a namespace. */
function nounsOf(operations: readonly string[]): readonly string[] {
  const nouns = known.get(operations) ?? operations.map((name) => operationWords(name).noun.toLowerCase());
  known.set(operations, nouns);
  return nouns;
}

function likeness(wanted: string, many: string, noun: string): number {
  if (noun === wanted || noun === many) return Number.POSITIVE_INFINITY;
  const shared = Math.min(noun.length, wanted.length);
  return shared >= shortestPrefix && (noun.startsWith(wanted) || wanted.startsWith(noun)) ? shared : 0;
}
