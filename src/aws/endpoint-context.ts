import type { OperationModel } from './service-model.ts';

/** What an operation says to the endpoint rules, as the key of the endpoints that are its own: `OperationType=control`. */
export function endpointContext({ staticContextParams }: Pick<OperationModel, 'staticContextParams'>): string {
  return Object.entries(staticContextParams ?? {})
    .map(([name, { value }]) => `${name}=${value}`)
    .sort()
    .join('&');
}
