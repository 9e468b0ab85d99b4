/** What nothing public settles about STS: each point in one place, so that a capture of real AWS replaces it. */
export const messages = {
  webTokenMalformed: 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  webTokenExpired: 'Token expired: current date/time must be before the expiration date/time',
  webTokenWithoutClaims: 'Missing a required claim: iss, sub',
  messageNotOurs: 'Message is not valid',
} as const;
