/**
 * Makes a list that fails shorter and its members plainer for as long as it fails still: parts are left out, large ones
 * first, then members are replaced by the plainest one, where there is one. Ends with the list as it is when `tries` are up.
 */
export async function smallestList<Member>(
  list: readonly Member[],
  fails: (candidate: readonly Member[]) => Promise<boolean>,
  { plainest, tries = 500 }: { readonly plainest?: Member; readonly tries?: number } = {},
): Promise<readonly Member[]> {
  let smallest = list;
  let left = tries;
  const attempt = async (candidate: readonly Member[]) => {
    if (left-- <= 0 || !(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  let before: readonly Member[] | undefined;
  while (before !== smallest && left > 0) {
    before = smallest;
    for (let width = Math.ceil(smallest.length / 2); width >= 1; width = width === 1 ? 0 : Math.ceil(width / 2)) {
      for (let at = 0; at < smallest.length && left > 0; ) {
        if (!(await attempt(smallest.toSpliced(at, width)))) at += width;
      }
    }
    if (plainest === undefined) continue;
    for (let at = 0; at < smallest.length && left > 0; at++) {
      if (smallest[at] !== plainest) await attempt(smallest.with(at, plainest));
    }
  }
  return smallest;
}
