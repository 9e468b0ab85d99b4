/** What nothing public settles about S3, and numbers that its documentation states: each point in one place. */

/** Buckets on a page when the request does not say (documented). */
export const mostBuckets = 10_000;

/** Keys, uploads and parts on a page (documented). */
export const mostItems = 1_000;

/** Bytes of an object or a part that one request may bring: S3 takes 5 GiB, the sandbox what it keeps in memory without trouble. */
export const largestUpload = 128 * 1_024 * 1_024;

/** Bytes of all parts of an upload but the last (documented). */
export const smallestPart = 5 * 1_024 * 1_024;

/** Bytes (documented). */
export const longestKey = 1_024;

/** Tags of an object and of a bucket (documented). */
export const mostTags = { object: 10, bucket: 50 } as const;
