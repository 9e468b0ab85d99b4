import type { SandboxService } from '../../service.ts';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './parameters/get-parameters.ts';
import { labelParameterVersion, unlabelParameterVersion } from './parameters/labels.ts';
import { deleteParameter, deleteParameters, describeParameters } from './parameters/manage-parameters.ts';
import { parameterType } from './parameters/parameter-type.ts';
import { putParameterOperation } from './parameters/put-parameter.ts';
import { ssmTables } from './stored-tables.ts';
import { parameterTags } from './tags.ts';

/** Systems Manager as far as Parameter Store goes. */
export const ssm: SandboxService = {
  service: 'ssm',
  tables: ssmTables,
  operations: {
    AddTagsToResource: parameterTags.add,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    DescribeParameters: describeParameters,
    GetParameter: getParameter,
    GetParameterHistory: getParameterHistory,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    LabelParameterVersion: labelParameterVersion,
    ListTagsForResource: parameterTags.list,
    PutParameter: putParameterOperation,
    RemoveTagsFromResource: parameterTags.remove,
    UnlabelParameterVersion: unlabelParameterVersion,
  },
  resourceTypes: { 'AWS::SSM::Parameter': parameterType },
};
