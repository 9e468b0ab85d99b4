import type { Place, RequestContext } from '../service.ts';

/** The context of a request as if it were made in another account or region, or at another time. */
export function contextIn(
  context: RequestContext,
  { account = context.account, region = context.region }: Partial<Place>,
  now = context.now,
): RequestContext {
  return { ...context, account, region, now, table: (name) => context.state.table({ account, region }, name) };
}
