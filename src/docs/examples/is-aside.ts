/** Inputs that say how a call is made, not what is created or changed. */
export function isAside(name: string): boolean {
  return /^(dryrun|clienttoken|clientrequesttoken|region|account_?id|connection)$/i.test(name);
}
