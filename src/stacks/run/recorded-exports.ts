import type { Work } from './stack-run.ts';

/** What a script or command told when it last ran is what is known of it until it runs again: of what is protected nothing. */
export function takeRecordedExports({ run, resource, state }: Work): void {
  const { exports = {} } = run.file.record.resources[resource.name] ?? {};
  state.exports = { ...exports };
  state.isUnknown = resource.exports.some(({ name }) => exports[name] === undefined);
}
