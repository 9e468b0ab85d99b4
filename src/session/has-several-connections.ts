import type { Session } from './session.ts';

/** Whether what is shown of a provider's resources has to say by which connection they are reached. */
export function hasSeveralConnections({ providers }: Pick<Session, 'providers'>, provider: string): boolean {
  return (providers.get(provider)?.connections.length ?? 0) > 1;
}
