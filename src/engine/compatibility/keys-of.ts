/** `'{a,"b c"}'` and `ARRAY['a', 'b c']` alike as a list of texts: PostgreSQL writes paths into JSON as text[]. */
export const keysOf = (keys: string): string => {
  const texts = `regexp_extract_all(((${keys})::VARCHAR)[2:-2], '"(?:[^"\\\\]|\\\\.)*"|[^,]+')`;
  const plain = `CASE WHEN starts_with(trim(key), '"') THEN regexp_replace((trim(key))[2:-2], '\\\\(.)', '\\1', 'g') ELSE trim(key) END`;
  return `coalesce(TRY_CAST(${keys} AS VARCHAR[]), list_transform(${texts}, lambda key: ${plain}))`;
};
