import type { WantedMembers } from '../../../aws/protocols/wanted-members.ts';
import type { ServiceModel } from '../../../aws/service-model.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import { wantedColumns } from '../resource-context.ts';
import { createFailureReader, type FailureReader } from './read-failures.ts';
import { createRowReader, type RowReader } from './row-reader.ts';
import type { NativeScan } from './scan-native.ts';
import { wantedMembers } from './wanted-members.ts';

/** What takes the answers of an operation apart. */
export interface NativeReaders {
  readonly rows: RowReader;
  readonly failures: FailureReader;
  /** What of an answer is read at all. */
  readonly members: WantedMembers | undefined;
}

interface KeptReaders extends NativeReaders {
  readonly of: Made;
}

type Made = Pick<NativeScan, 'description' | 'schema'> & { readonly model: ServiceModel };

const kept = new WeakMap<NativeCall, Map<string, KeptReaders>>();
/** How many of one operation are kept: for other columns, and other regions. */
const mostKept = 64;

/**
 * The readers for a scan. A statement makes as many scans as there are places and keys, each of which wants the same of the same
 * operation: they are made once.
 */
export function nativeReaders({ path, description, schema, request }: NativeScan, model: ServiceModel): NativeReaders {
  const { call } = path;
  const { region } = request.scope;
  const wanted = wantedColumns(description, request);
  const ofCall = kept.get(call) ?? new Map<string, KeptReaders>();
  kept.set(call, ofCall);
  const key = [region, ...wanted].join();
  const known = ofCall.get(key);
  if (known?.of.model === model && known.of.description === description && known.of.schema === schema) return known;
  const readers = {
    rows: createRowReader(call, description, schema, wanted, region),
    failures: createFailureReader(model, call),
    members: wantedMembers(model, call, wanted),
    of: { model, description, schema },
  };
  if (ofCall.size >= mostKept) ofCall.clear();
  ofCall.set(key, readers);
  return readers;
}
