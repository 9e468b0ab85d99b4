/** An object that is given more members than this by computed names, one by one, becomes a hash table in V8. */
const fewMembers = 16;
const roomyRecord = emptiedRecord(32);

/**
 * A record that is to be filled member by member, with this many at most. A hash table takes three times as long to fill,
 * and more memory; an object that once had many members keeps the room for them, and so do its copies.
 */
export function emptyRecord<Value>(members: number): Record<string, Value> {
  return members > fewMembers ? { ...roomyRecord } : {};
}

/** V8 keeps the room of those members alone that are deleted from the last to the first. */
function emptiedRecord(members: number): Record<string, never> {
  const entries = Array.from({ length: members }, (_, index) => `"member${index}":0`);
  const record = JSON.parse(`{${entries.join(',')}}`);
  for (const name of Object.keys(record).reverse()) delete record[name];
  return record;
}
