import type { Place, RequestContext } from '../service.ts';

/** The context of a request made in another account or region, or at another time. */
export function contextIn(context: RequestContext, place: Place, now: number): RequestContext {
  return { ...context, ...place, now, table: (name) => context.state.table(place, name) };
}
