/** What nothing public settles about Organizations: each point in one place, so that a capture of real AWS replaces it. */

/** Accounts on a page when the request does not say. */
export const usualPageSize = 20;

export const mostTags = 50;

export const messages = {
  notInUse: 'Your account is not a member of an organization.',
  alreadyIn: 'The account is already a member of an organization.',
  notManagement: "You don't have permissions to access this resource.",
  accountNotFound: "You specified an account that doesn't exist.",
  notEmpty: 'The organization still has accounts beside the management account.',
  targetNotFound: "You specified a target that doesn't exist.",
  statusNotFound: "We can't find a create account request with the CreateAccountRequestId that you specified.",
  alreadyClosed: 'The account is already closed.',
  managementStays: "You can't close the management account of an organization.",
  tooManyTags: `You have exceeded the allowed number of tags: ${mostTags}.`,
  badToken: "You specified an invalid value for the parameter 'NextToken'.",
} as const;
