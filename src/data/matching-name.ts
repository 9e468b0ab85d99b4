import { nameKey } from './name-key.ts';

/**
 * The name that means what a key of another API means. Some names are longer there (`launchPermission` and
 * `LaunchPermissionConfiguration`): such a one is taken when there is but one, and no other of the `keys` means it.
 */
export function matchingName(key: string, names: readonly string[], keys: readonly string[]): string | undefined {
  if (names.includes(key)) return key;
  const wanted = nameKey(key);
  const exact = names.find((name) => nameKey(name) === wanted);
  if (exact !== undefined) return exact;
  const [only, second] = names.filter((name) => {
    const other = nameKey(name);
    return (other.startsWith(wanted) || wanted.startsWith(other)) && !keys.some((one) => nameKey(one) === other);
  });
  return second === undefined ? only : undefined;
}
