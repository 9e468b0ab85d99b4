import type { WireStructure } from '../../../aws/service-model.ts';
import { canonicalText } from '../../kit/canonical-text.ts';
import { type StoredEntry, type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What SageMaker keeps, each table with what its records have been before. */
export const sageMakerTables: readonly StoredTable[] = [
  storedTable('sagemaker.app-image-configs'),
  storedTable('sagemaker.client-tokens', withOperation),
  storedTable('sagemaker.image-versions'),
  storedTable('sagemaker.images'),
];

/** Version 1 knew tokens of one operation alone, with the parameters as they came. */
function withOperation({ key: token, record }: StoredEntry): StoredEntry {
  const { parameters, arn } = record as { readonly parameters: string; readonly arn: string };
  const { ClientToken: _, ...input } = JSON.parse(parameters) as WireStructure;
  return {
    key: `CreateImageVersion/${token}`,
    record: { parameters: canonicalText(input), response: { ImageVersionArn: arn } },
  };
}
