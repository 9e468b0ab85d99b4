import type { NativePath, NativePathParameter, ServiceOverlay } from './overlay.ts';

/** The overlay of a service whose own API is for the rules, but for what is said here. */
export function overlayOf(told: Partial<ServiceOverlay> & Pick<ServiceOverlay, 'resources'>): ServiceOverlay {
  return { methodNames: 'snake-case', pageSize: 100, notFound: [], ...told };
}

/** An input that a column gives; with `batch` it takes so many values a call. */
export function given(input: string, column: string, batch = 1): NativePathParameter {
  return { name: input, input, columns: [[column]], required: true, ...(batch > 1 && { batch }) };
}

export function list(operation: string, result: string, more: Omit<Partial<NativePath>, 'kind'> = {}): NativePath {
  return { operation, kind: 'list', result, ...more };
}

export function get(
  operation: string,
  result: string,
  parameters: readonly NativePathParameter[],
  more: Omit<Partial<NativePath>, 'kind'> = {},
): NativePath {
  return { operation, kind: 'get', result, parameters, ...more };
}
