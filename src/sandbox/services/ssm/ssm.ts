import type { SandboxService } from '../../service.ts';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './parameters/get-parameters.ts';
import { labelParameterVersion, unlabelParameterVersion } from './parameters/labels.ts';
import { deleteParameter, deleteParameters, describeParameters } from './parameters/manage-parameters.ts';
import { parameterType } from './parameters/parameter-type.ts';
import { putParameterOperation } from './parameters/put-parameter.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tags.ts';

/** Systems Manager as far as Parameter Store goes. */
export const ssm: SandboxService = {
  service: 'ssm',
  operations: {
    AddTagsToResource: addTagsToResource,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    DescribeParameters: describeParameters,
    GetParameter: getParameter,
    GetParameterHistory: getParameterHistory,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    LabelParameterVersion: labelParameterVersion,
    ListTagsForResource: listTagsForResource,
    PutParameter: putParameterOperation,
    RemoveTagsFromResource: removeTagsFromResource,
    UnlabelParameterVersion: unlabelParameterVersion,
  },
  resourceTypes: { 'AWS::SSM::Parameter': parameterType },
};
