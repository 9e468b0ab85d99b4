import type { RequestContext } from '../../../service.ts';

/** The request as if it were made in another region. */
export function inRegion(context: RequestContext, region: string): RequestContext {
  const { state, account } = context;
  return { ...context, region, table: (name) => state.table({ account, region }, name) };
}
