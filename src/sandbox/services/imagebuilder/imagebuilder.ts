import type { SandboxService } from '../../service.ts';
import { advance } from './advance.ts';
import { componentOperations } from './components.ts';
import { containerRecipeOperations } from './container-recipes.ts';
import { distributionConfigurationOperations } from './distribution-configurations.ts';
import { imageImportOperations } from './image-imports.ts';
import { imageListOperations } from './image-lists.ts';
import { imagePipelineOperations } from './image-pipelines.ts';
import { imageRecipeOperations } from './image-recipes.ts';
import { imageOperations } from './images.ts';
import { infrastructureConfigurationOperations } from './infrastructure-configurations.ts';
import { lifecycleExecutionOperations } from './lifecycle-executions.ts';
import { lifecyclePolicyOperations } from './lifecycle-policies.ts';
import { marketplaceOperations } from './marketplace.ts';
import { packageOperations } from './packages.ts';
import { policyOperations } from './policies.ts';
import { resourceTypes } from './resource-types/resource-types.ts';
import { scanFindingOperations } from './scan-findings.ts';
import { tagOperations } from './tags.ts';
import { waitingStepOperations } from './waiting-steps.ts';
import { workflowExecutionOperations } from './workflow-executions.ts';
import { workflowOperations } from './workflows.ts';

/** EC2 Image Builder: builds that go through their states on the clock and put their AMIs into EC2. */
export const imagebuilder: SandboxService = {
  service: 'imagebuilder',
  operations: {
    ...componentOperations,
    ...imageRecipeOperations,
    ...containerRecipeOperations,
    ...infrastructureConfigurationOperations,
    ...distributionConfigurationOperations,
    ...imagePipelineOperations,
    ...imageOperations,
    ...imageListOperations,
    ...imageImportOperations,
    ...workflowOperations,
    ...workflowExecutionOperations,
    ...waitingStepOperations,
    ...packageOperations,
    ...marketplaceOperations,
    ...scanFindingOperations,
    ...lifecyclePolicyOperations,
    ...lifecycleExecutionOperations,
    ...tagOperations,
    ...policyOperations,
  },
  resourceTypes,
  advance,
};
