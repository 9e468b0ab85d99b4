/** The entry of the index that lists the resources, by their numbers. */
export const resourcesEntry = '*';

/** `aws.ec2.images`, in the order of the numbers that postings use. */
export type SearchedResources = readonly string[];

/** Words that begin alike -> what they are found in: resource number, weight, resource number, weight ... */
export type SearchShard = Readonly<Record<string, readonly number[]>>;

/** What a word counts for in each part of a resource's description; a rarer word counts for more of it. */
export const weights = {
  /** The whole name is the word. */
  wholeName: 60,
  name: 30,
  serviceName: 28,
  /** A word of the service's title. */
  service: 12,
  description: 10,
  columnName: 6,
  method: 3,
  columnDescription: 2,
} as const;
