import packageDescription from '../../../package.json' with { type: 'json' };
import { dataDirectory } from '../../aws/data-directory.ts';
import { CatalogFiles } from '../../catalog/catalog-files.ts';
import type { IndexFile } from '../../catalog/service-file.ts';
import { countText } from '../../data/count-text.ts';
import type { Database } from '../../session/database.ts';
import { failureFinding } from './failure-finding.ts';
import type { Finding } from './finding.ts';

/** Whether this version of Node is one that skyql is made for. */
export function checkNode(version = process.versions.node): Finding {
  const wanted = packageDescription.engines.node.replace('>=', '');
  const isOld = version.localeCompare(wanted, 'en', { numeric: true }) < 0;
  if (!isOld) return { check: 'node', status: 'ok', text: `Node ${version}` };
  return {
    check: 'node',
    status: 'failed',
    text: `Node ${version} is too old.`,
    fix: `Install Node ${wanted} or newer: https://nodejs.org.`,
  };
}

/** Whether DuckDB runs here: its library is another one for each kind of machine. */
export async function checkDuckdb(database: Pick<Database, 'query'>): Promise<Finding> {
  const { rows } = await database.query('SELECT version() AS version');
  return { check: 'duckdb', status: 'ok', text: `DuckDB ${String(rows[0]?.version).replace(/^v/, '')}` };
}

/** Whether what skyql knows of AWS is there. */
export async function checkCatalog(): Promise<Finding> {
  try {
    const { counts, services } = await new CatalogFiles(dataDirectory()).read<IndexFile>('aws/index.json');
    const text = `${services.length} services, ${countText(counts.resources)} resources`;
    return { check: 'catalog', status: 'ok', text };
  } catch (error) {
    return failureFinding('catalog', error);
  }
}
