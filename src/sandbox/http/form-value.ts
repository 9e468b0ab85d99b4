import type { HttpRequest } from '../../aws/protocols/protocol.ts';

/** Forms name their operation and version in the body, or in the query of a GET. */
export function formValue(request: HttpRequest, name: 'Action' | 'Version'): string | undefined {
  const inQuery = request.query.find(([key]) => key === name)?.[1];
  if (inQuery !== undefined || request.method !== 'POST') return inQuery;
  const body = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
  return new URLSearchParams(body).get(name) ?? undefined;
}
