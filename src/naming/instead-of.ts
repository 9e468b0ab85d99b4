/** What to write instead of the names of views and services that StackQL's registry has, and no rule leads to a resource. */
export function insteadOf(provider: string, service: string, resource?: string): string | undefined {
  const native = /^(.+)_(?:native|api)$/i.exec(service)?.[1];
  if (resource === undefined) {
    return native === undefined
      ? undefined
      : `The operations of ${native} are methods of ${provider}.${native}: write ${provider}.${native} and the resource. `;
  }
  const viewed = /^vw_(.+)$/i.exec(resource)?.[1];
  return viewed === undefined
    ? undefined
    : `There are no views of one property each: write ${provider}.${service}.${viewed}, whose columns hold JSON that ->> and json_each take apart. `;
}
