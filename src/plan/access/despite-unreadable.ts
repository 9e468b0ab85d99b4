import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext } from '../../providers/provider.ts';

/** Does what may fail for one of several; what fails is left out. */
type Skip = <Item>(work: () => Promise<readonly Item[]>) => Promise<readonly Item[]>;

/**
 * Chooses where to read although a part of that cannot be found out. It is told to `onUnreadable`, or thrown where nothing else
 * is left to read.
 */
export async function despiteUnreadable<Item>(
  context: CallContext,
  choose: (context: CallContext, skip: Skip) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const failures: SkyqlError[] = [];
  const onUnreadable = (error: SkyqlError) => failures.push(error);
  const skip: Skip = async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
      failures.push(error);
      return [];
    }
  };
  const chosen = await choose({ ...context, onUnreadable }, skip);
  const [first] = failures;
  if (first === undefined) return chosen;
  if (chosen.length === 0 || context.onUnreadable === undefined) throw first;
  for (const failure of failures) context.onUnreadable(failure);
  return chosen;
}
