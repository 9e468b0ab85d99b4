/**
 * What nothing public settles about Recycle Bin: each point in one place, so that a capture of real AWS replaces it.
 */
export const usualPageSize = 1000;
export const mostTags = 50;

export const messages = {
  ruleNotFound: (identifier: string) => `Rule ${identifier} does not exist.`,
  ruleLocked: (identifier: string) => `Rule ${identifier} is locked.`,
  notLocked: (identifier: string) => `Rule ${identifier} is not locked.`,
  regionRuleLocks: 'Only Region-level retention rules can be locked.',
  tagsAndExcludedTags: 'ResourceTags and ExcludeResourceTags cannot be specified together.',
  typeChanges: 'The resource type of a retention rule cannot be changed.',
  tooManyTags: `A resource can have up to ${mostTags} tags.`,
  badToken: 'The provided NextToken is invalid.',
} as const;
