import { nameOf } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';

const words = new Set(
  (
    'information_schema current_schema current_schemas current_user current_role session_user user current_catalog current_database ' +
    'current_setting set_config version format_type obj_description col_description shobj_description regclass regtype regproc regprocedure ' +
    'regnamespace regrole to_regclass to_regtype to_regproc to_regnamespace to_regrole txid_current row_security_active ' +
    'inet_client_addr inet_client_port inet_server_addr inet_server_port getdatabaseencoding _pg_expandarray'
  ).split(' '),
);

/** Whether a statement names something that might be PostgreSQL's catalog: whether it is worth reading as PostgreSQL does. */
export function mayAskCatalog(sql: string): boolean {
  return tokenize(sql).some((token) => {
    if (token.kind !== 'identifier' && token.kind !== 'quoted-identifier') return false;
    const name = nameOf(token).toLowerCase();
    return name.startsWith('pg_') || name.startsWith('has_') || words.has(name);
  });
}
