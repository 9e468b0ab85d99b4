/** What nothing public settles about CloudTrail: each point in one place, so that a capture of real AWS replaces it. */

/** A page of a request that does not say how many, and the most that one may ask for (documented). */
export const usualPageSize = 50;

/** How long events are looked up, in milliseconds: 90 days (documented). */
export const eventHistory = 90 * 86_400_000;

/** The version of what an event tells (documented). */
export const eventVersion = '1.11';

export const messages = {
  badToken: 'Invalid token.',
  badRange: 'The start time must be earlier than the end time.',
  oneAttribute: 'You can only specify one lookup attribute.',
};
