import { contextOn } from '../../kit/context-at.ts';
import type { Clock, RequestContext, SandboxState } from '../../service.ts';
import { finishImports } from './import-export/import-image.ts';
import { finishSnapshotImports } from './import-export/import-snapshot.ts';
import { finishStoreTasks, storeTasksTable } from './import-export/store-tasks.ts';
import { importSnapshotTasksTable, importTasksTable } from './import-export/task-record.ts';

/** Ends the tasks of a place whose time is over: what they make is seen by other operations and services. */
export function finishTasks(context: RequestContext): void {
  finishImports(context);
  finishSnapshotImports(context);
  finishStoreTasks(context);
}

/** Ends the tasks that are over, wherever they are. */
export function advance(state: SandboxState, clock: Clock): void {
  const tables = [importTasksTable, importSnapshotTasksTable, storeTasksTable];
  const places = new Map(tables.flatMap((table) => state.places(table)).map((place) => [JSON.stringify(place), place]));
  for (const place of places.values()) finishTasks(contextOn(state, place, clock));
}
