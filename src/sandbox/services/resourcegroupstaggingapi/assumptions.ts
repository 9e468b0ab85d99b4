/** What nothing public settles about the tagging API: each point in one place, so that a capture of real AWS replaces it. */

/** A page of a request that does not say how many. */
export const usualPageSize = 50;

export const messages = {
  badToken: 'PaginationToken is invalid or expired.',
  notFound: (arn: string) => `The resource ${arn} was not found.`,
  notTaggable: (arn: string) => `The resource ${arn} takes no tags.`,
};
