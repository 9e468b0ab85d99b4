import { SandboxFault } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { invalid } from '../faults.ts';

/** Refuses the name of a parameter that is to be made. */
export function checkParameterName(name: string): void {
  const first = name.replace(/^\//, '').toLowerCase();
  if (/^(aws|ssm)/.test(first)) {
    const isPath = name.startsWith('/') && name.indexOf('/', 1) !== -1;
    if (isPath && first.startsWith('aws')) {
      throw new SandboxFault('AccessDeniedException', messages.reservedName(name), 400);
    }
    throw invalid(isPath ? messages.badName : messages.reservedPrefix);
  }
  if (!/^[A-Za-z0-9_.\-/]+$/.test(name) || name.includes('//') || name.endsWith('/')) throw invalid(messages.badName);
  if (name.includes('/') && !name.startsWith('/')) throw invalid(messages.notQualified);
  if (levelsOf(name) > limits.levels) {
    throw new SandboxFault('HierarchyLevelLimitExceededException', messages.tooDeep, 400);
  }
}

/** Beneath `/aws/` lie the public parameters; no other path begins with what AWS keeps for itself. */
export function checkPath(path: string): void {
  const isPublic = path === '/aws' || path.startsWith('/aws/');
  const isReserved = /^\/(?:aws|ssm)/i.test(path) && !isPublic;
  if (!/^\/[A-Za-z0-9_.\-/]*$/.test(path) || path.includes('//') || isReserved) throw invalid(messages.badPath);
  if (levelsOf(path.replace(/\/$/, '')) > limits.levels) {
    throw new SandboxFault('HierarchyLevelLimitExceededException', messages.tooDeep, 400);
  }
}

function levelsOf(name: string): number {
  return name.replace(/^\//, '').split('/').length;
}

/** Whether a name is beneath a path: directly, or anywhere. `/` has everything beneath it. */
export function isBeneath(name: string, path: string, recursive: boolean): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  const full = name.startsWith('/') ? name : `/${name}`;
  return full.startsWith(folder) && (recursive || !full.slice(folder.length).includes('/'));
}
