interface StageColumn {
  readonly name: string;
  readonly type: string;
}

function columns(text: string): readonly StageColumn[] {
  return text.split(', ').map((column) => {
    const [name = '', type = 'VARCHAR'] = column.split(' ');
    return { name, type };
  });
}

/** The columns of the tables that the catalog's rows are made of; texts unless said otherwise. */
export const stageColumns: Readonly<Record<string, readonly StageColumn[]>> = {
  namespaces: columns('oid BIGINT, name, description'),
  relations: columns('oid BIGINT, name, namespace BIGINT, kind, has_index BOOLEAN, description'),
  columns: columns('relation BIGINT, number BIGINT, name, type, not_null BOOLEAN, description'),
  keys: columns('relation BIGINT, index_oid BIGINT, constraint_oid BIGINT, numbers SMALLINT[], names VARCHAR[]'),
  types: columns(
    'oid BIGINT, name, length BIGINT, by_value BOOLEAN, kind, category, preferred BOOLEAN, element BIGINT, array_type BIGINT, alignment, ' +
      'storage, input, output, receive, send, base BIGINT, modifier BIGINT, collated BIGINT, delimiter, modifier_in, modifier_out, subscript',
  ),
  procedures: columns('oid BIGINT, name, result BIGINT, types'),
  keywords: columns('word, catcode'),
};
