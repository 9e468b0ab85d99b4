import { isProviderNamed } from '../../catalog/find-service.ts';
import type { NameScope } from './name-scope.ts';

/** Whether a name is that of a provider, under which nothing but resources stands. */
export function isProviderName({ providers }: Pick<NameScope, 'providers'>, name: string | undefined): boolean {
  return name !== undefined && [...providers.values()].some(({ catalog }) => isProviderNamed(catalog, name));
}
