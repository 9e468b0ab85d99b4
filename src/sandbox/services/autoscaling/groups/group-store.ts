import type { RequestContext, Table } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalid } from '../faults.ts';
import { type GroupRecord, groupsTable } from './group-record.ts';

export function groups(context: RequestContext): Table<GroupRecord> {
  return context.table<GroupRecord>(groupsTable);
}

export function groupNamed(name: string, context: RequestContext): GroupRecord {
  const group = groups(context).get(name);
  if (group === undefined) throw invalid(messages.groupNotFound(name));
  return group;
}

export function keepGroup(group: GroupRecord, context: RequestContext): void {
  groups(context).set(group.name, group);
}
