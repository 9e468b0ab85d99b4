import { suggest } from '../../data/suggest.ts';
import { otherWordsFor } from './other-words.ts';
import { resourcesEntry, type SearchedResources, type SearchShard } from './search-index.ts';
import { joinedWords, searchWords, shardOf } from './search-words.ts';

/** Reads the content of an entry of the index; undefined when there is none. */
export type ReadEntry = (name: string) => Promise<unknown>;

/** How well a word of the index fits a word that was asked for. */
interface Match {
  readonly word: string;
  readonly share: number;
}

// A word that begins with what was typed is nearly as good; one that stands for it, or is spelt nearly like it, less so.
const beginsShare = 0.6;
const standsForShare = 0.5;
const nearShare = 0.4;
const fewestLetters = 3;

/** The resources that a text speaks of, best first, by the index that the build has made. */
export async function searchResources(read: ReadEntry, text: string, most: number): Promise<readonly string[]> {
  const asked = searchWords(text);
  const resources = await entry<SearchedResources>(read, resourcesEntry);
  if (asked.length === 0 || resources === undefined) return [];
  const found = await Promise.all(asked.map((word) => scoresOf(read, word, asked, resources.length)));
  // What is asked for as two words may be one, and counts for both.
  const joined = await Promise.all(joinedWords(asked).map((word) => exactScoresOf(read, word, resources.length)));
  const scores = asked.map((_, at) => best([found[at], joined[at - 1], joined[at]]));
  const totals = new Map<number, { score: number; words: number }>();
  for (const own of scores) {
    for (const [resource, score] of own) {
      const before = totals.get(resource) ?? { score: 0, words: 0 };
      totals.set(resource, { score: before.score + score, words: before.words + 1 });
    }
  }
  const meant = [...asked, ...joinedWords(asked)].flatMap((word) => [word, ...otherWordsFor(word)]);
  const candidates = [...totals].map(([resource, { score, words }]) => ({
    resource,
    score: score * (words / asked.length) ** 2,
  }));
  return likeliest(candidates, most)
    .map(({ resource, score }) => ({
      resource,
      score: score * (1 + named(resources[resource] ?? '', asked, meant)),
    }))
    .sort((one, other) => other.score - one.score || one.resource - other.resource)
    .slice(0, most)
    .flatMap(({ resource }) => resources[resource] ?? []);
}

/** Those that can be among the best so many: a name at most doubles a score, and reading names takes the time of a search. */
function likeliest<Candidate extends { readonly score: number }>(
  candidates: readonly Candidate[],
  most: number,
): readonly Candidate[] {
  if (candidates.length <= most) return candidates;
  const scores = Float64Array.from(candidates, ({ score }) => score).sort();
  const least = (scores[scores.length - most] ?? 0) / 2;
  return candidates.filter(({ score }) => score >= least);
}

/** How far a resource's name is what was asked for, and nothing else: from 0 to 1. */
function named(id: string, asked: readonly string[], meant: readonly string[]): number {
  const [, service = '', name = ''] = id.split('.');
  const words = searchWords(name);
  const own = words.filter((word) => meant.includes(word)).length;
  const ofService = searchWords(service).filter((word) => asked.includes(word) && !words.includes(word)).length;
  return words.length === 0 ? 0 : (own / words.length) * Math.min(1, (own + ofService) / asked.length);
}

function best(all: readonly (ReadonlyMap<number, number> | undefined)[]): ReadonlyMap<number, number> {
  const scores = new Map<number, number>();
  for (const some of all) {
    for (const [resource, score] of some ?? []) if (score > (scores.get(resource) ?? 0)) scores.set(resource, score);
  }
  return scores;
}

async function entry<Content>(read: ReadEntry, name: string): Promise<Content | undefined> {
  // Written by tools/catalog in the form of search-index.ts.
  return (await read(name)) as Content | undefined;
}

/** What a word that was asked for counts for each resource: its best match there. */
async function scoresOf(
  read: ReadEntry,
  word: string,
  asked: readonly string[],
  resources: number,
): Promise<ReadonlyMap<number, number>> {
  const scores = new Map<number, number>();
  const own = (await entry<SearchShard>(read, shardOf(word))) ?? {};
  addMatches(scores, own, matchesIn(own, word), resources);
  // One word must not count for two of those asked for.
  await addOthers(
    read,
    scores,
    otherWordsFor(word).filter((candidate) => !asked.includes(candidate)),
    resources,
  );
  return scores;
}

/** Of a word that the search has made by itself: nothing that only begins so or is spelt nearly like it. */
async function exactScoresOf(read: ReadEntry, word: string, resources: number): Promise<ReadonlyMap<number, number>> {
  const scores = new Map<number, number>();
  const own = (await entry<SearchShard>(read, shardOf(word))) ?? {};
  if (Object.hasOwn(own, word)) addMatches(scores, own, [{ word, share: 1 }], resources);
  await addOthers(read, scores, otherWordsFor(word), resources, 1);
  return scores;
}

async function addOthers(
  read: ReadEntry,
  scores: Map<number, number>,
  others: readonly string[],
  resources: number,
  share = standsForShare,
): Promise<void> {
  for (const other of others) {
    const shard = (await entry<SearchShard>(read, shardOf(other))) ?? {};
    if (Object.hasOwn(shard, other)) addMatches(scores, shard, [{ word: other, share }], resources);
  }
}

function matchesIn(shard: SearchShard, word: string): readonly Match[] {
  const exact = Object.hasOwn(shard, word) ? [{ word, share: 1 }] : [];
  const longer =
    word.length < fewestLetters
      ? []
      : Object.keys(shard)
          .filter((candidate) => candidate !== word && candidate.startsWith(word))
          .map((candidate) => ({ word: candidate, share: beginsShare * (word.length / candidate.length) }));
  if (exact.length > 0 || longer.length > 0) return [...exact, ...longer];
  return suggest(word, Object.keys(shard)).map((near) => ({ word: near, share: nearShare }));
}

function addMatches(
  scores: Map<number, number>,
  shard: SearchShard,
  matches: readonly Match[],
  resources: number,
): void {
  for (const { word, share } of matches) {
    const postings = shard[word] ?? [];
    const rarity = Math.log(1 + resources / (postings.length / 2));
    for (let at = 0; at + 1 < postings.length; at += 2) {
      const resource = postings[at] ?? 0;
      const score = (postings[at + 1] ?? 0) * share * rarity;
      if (score > (scores.get(resource) ?? 0)) scores.set(resource, score);
    }
  }
}

/** Whether a text speaks of one of the words asked for, or of what these stand for. */
export function speaksOf(text: string, asked: string): number {
  const words = searchWords(text);
  return searchWords(asked).reduce((sum, word) => {
    if (words.includes(word)) return sum + 1;
    if (word.length >= fewestLetters && words.some((own) => own.startsWith(word))) return sum + beginsShare;
    return otherWordsFor(word).some((other) => words.includes(other)) ? sum + standsForShare : sum;
  }, 0);
}
