/** Codes that say that something is not there. */
const notThere = /not_?found|does_?not_?exist|no_?such|non_?existent|^missing$/i;
/** What resources need and is none of them: EncryptionKeyNotFoundException, KMSNotFound, ServiceLinkedRoleNotFoundFault. */
const needed = /kms|encryption_?key|role_?not|licen[cs]e_?not/i;

/** Whether a code is of something that a resource needs. */
export function isOfNeeded(code: string): boolean {
  return needed.test(code);
}

/** Whether an error code says that what was asked for is not there, and not that something is missing which it needs. */
export function meansGone(code: string): boolean {
  return notThere.test(code) && !isOfNeeded(code);
}
