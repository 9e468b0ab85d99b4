import { partitionOfRegion, partitions } from '../../aws/partitions.ts';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { CallContext, CallScope } from '../provider.ts';
import { describedRegions } from './account.ts';
import type { AwsApi } from './aws-api.ts';
import { createSharedAnswers } from './shared-answers.ts';

/** Throws `UNKNOWN_REGION` where there is no region of the name. */
export type RequireRegion = (scope: CallScope, context: CallContext) => Promise<void>;

/**
 * The regions that AWS's models name cost no call. Of any other name the account is asked, which knows regions that are
 * younger; where it does not tell (an endpoint that is not AWS's may call its region what it likes), the name stands.
 */
export function createRequireRegion(api: AwsApi): RequireRegion {
  const told = createSharedAnswers<readonly string[]>();
  return async ({ connection, region }, context) => {
    if (named.has(region)) return;
    const home = { connection, region: partitionOfRegion(region).globalRegion };
    let regions: readonly string[];
    try {
      regions = await told.get(`${connection} ${home.region}`, context, () => describedRegions(api, home, context));
    } catch (error) {
      if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
      return;
    }
    if (regions.length > 0 && !regions.includes(region)) throw unknownRegion(connection, region, regions);
  };
}

const named: ReadonlySet<string> = new Set(partitions.flatMap(({ regions }) => regions));

function unknownRegion(connection: string, region: string, regions: readonly string[]): SkyqlError {
  const near = suggest(region, [...regions, ...partitions.flatMap((partition) => partition.regions)], 2);
  return new SkyqlError('UNKNOWN_REGION', `There is no region ${region}.`, {
    hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${regions.join(', ')}.`,
    scope: { connection },
  });
}
