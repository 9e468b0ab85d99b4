import type { SandboxService } from '../../service.ts';
import { advance } from './advance.ts';
import { componentOperations } from './components/components.ts';
import { marketplaceOperations } from './components/marketplace.ts';
import { imageBuilderDialect } from './dialect.ts';
import { distributionConfigurationOperations } from './distribution/distribution-configurations.ts';
import { scanFindingOperations } from './findings/scan-findings.ts';
import { imageImportOperations } from './images/image-imports.ts';
import { imageListOperations } from './images/image-lists.ts';
import { imageOperations } from './images/images.ts';
import { packageOperations } from './images/packages.ts';
import { infrastructureConfigurationOperations } from './infrastructure/infrastructure-configurations.ts';
import { lifecycleExecutionOperations } from './lifecycle/lifecycle-executions.ts';
import { lifecyclePolicyOperations } from './lifecycle/lifecycle-policies.ts';
import { newerShapes } from './newer-shapes.ts';
import { imagePipelineOperations } from './pipelines/image-pipelines.ts';
import { containerRecipeOperations } from './recipes/container-recipes.ts';
import { imageRecipeOperations } from './recipes/image-recipes.ts';
import { resourceTypes } from './resource-types/resource-types.ts';
import { policyOperations } from './sharing/policies.ts';
import { imageBuilderTables } from './stored-tables.ts';
import { resourceTags } from './tags.ts';
import { waitingStepOperations } from './workflows/waiting-steps.ts';
import { workflowExecutionOperations } from './workflows/workflow-executions.ts';
import { workflowOperations } from './workflows/workflows.ts';

/** EC2 Image Builder: builds that go through their states on the clock and put their AMIs into EC2. */
export const imagebuilder: SandboxService = {
  service: 'imagebuilder',
  tables: imageBuilderTables,
  dialect: imageBuilderDialect,
  newerShapes,
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
    ...resourceTags,
    ...policyOperations,
  },
  resourceTypes,
  advance,
};
