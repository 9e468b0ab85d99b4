import type { Shape, ShapeReference } from '../../../aws/service-model.ts';
import type { NewerShapes } from '../../service.ts';

type Members = Readonly<Record<string, ShapeReference>>;

const of = (shape: string): ShapeReference => ({ shape });
const dryRun: Members = { dryRun: of('Boolean') };
const hosts: Members = {
  terminateInstanceOnCompletion: of('NullableBoolean'),
  parentInstance: of('ParentInstanceConfiguration'),
};
const attempts: Members = {
  attemptNumber: of('WorkflowStepAttemptCount'),
  maxAttempts: of('WorkflowStepAttemptCount'),
};

/** Members that botocore 1.44 has of structures of 1.43. */
const newMembers: Readonly<Record<string, Members>> = {
  CreateContainerRecipeRequest: dryRun,
  CreateDistributionConfigurationRequest: dryRun,
  CreateImagePipelineRequest: dryRun,
  CreateImageRecipeRequest: dryRun,
  CreateInfrastructureConfigurationRequest: { ...hosts, ...dryRun },
  CreateLifecyclePolicyRequest: dryRun,
  UpdateInfrastructureConfigurationRequest: hosts,
  InfrastructureConfiguration: hosts,
  GetWorkflowStepExecutionResponse: attempts,
  WorkflowStepMetadata: attempts,
  ImageScanningConfiguration: {
    imageScanningTypes: of('ImageScanningTypeList'),
    scanResultCondition: of('ScanResultCondition'),
  },
  ImageState: { failureContext: of('ImageFailureContext') },
};

/** What botocore 1.44 says of Image Builder that 1.43 does not. */
export const newerShapes: NewerShapes = {
  added: {
    AutoScalingGroupConfiguration: {
      type: 'structure',
      members: { name: of('NonEmptyString'), capacityWaitTimeoutSeconds: of('CapacityWaitTimeoutSeconds') },
    },
    CapacityWaitTimeoutSeconds: { type: 'integer', min: 0, max: 3600 },
    ImageFailureContext: {
      type: 'structure',
      members: {
        imageStatus: of('ImageStatus'),
        workflowExecutionId: of('WorkflowExecutionId'),
        workflowArn: of('WorkflowBuildVersionArn'),
        stepExecutionId: of('WorkflowStepExecutionId'),
        failedStep: of('WorkflowStepName'),
        componentFailure: of('ComponentFailureContext'),
        distributionFailure: of('DistributionFailureContext'),
      },
    },
    ComponentFailureContext: {
      type: 'structure',
      members: {
        componentArn: of('ComponentBuildVersionArn'),
        phaseName: of('NonEmptyString'),
        stepName: of('NonEmptyString'),
        action: of('NonEmptyString'),
        errorMessage: of('FailureMessage'),
      },
    },
    DistributionFailureContext: {
      type: 'structure',
      members: { errorMessage: of('FailureMessage'), regionFailures: of('RegionFailureList') },
    },
    FailureMessage: { type: 'string', min: 1, max: 384_000 },
    ImageConfigurationStep: {
      type: 'string',
      enum: [
        ...['ASSOCIATE_LICENSES', 'UPDATE_LAUNCH_TEMPLATES', 'PUT_SSM_PARAMETERS'],
        ...['UPDATE_FAST_LAUNCH_CONFIGURATIONS', 'EXPORT_AMI'],
      ],
    },
    RegionFailure: {
      type: 'structure',
      members: {
        region: of('NonEmptyString'),
        status: of('RegionFailureStatus'),
        imageConfigurationStep: of('ImageConfigurationStep'),
        errorMessage: of('FailureMessage'),
        targetAccountId: of('AccountId'),
      },
    },
    RegionFailureList: { type: 'list', member: of('RegionFailure'), min: 1, max: 256 },
    RegionFailureStatus: { type: 'string', enum: ['FAILED', 'CANCELLED', 'TIMED_OUT'] },
    ImageScanningType: { type: 'string', enum: ['TEST_INSTANCE_CVE', 'ON_DEMAND_AMI_CVE'] },
    ImageScanningTypeList: { type: 'list', member: of('ImageScanningType'), min: 1, max: 1 },
    MaximumSeverityLabel: { type: 'string', enum: ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH'] },
    ParentInstanceConfiguration: {
      type: 'structure',
      members: { autoScalingGroup: of('AutoScalingGroupConfiguration') },
    },
    ScanResultCondition: {
      type: 'structure',
      members: { maximumSeverityLabel: of('MaximumSeverityLabel'), fixAvailable: of('NullableBoolean') },
    },
    WorkflowStepAttemptCount: { type: 'integer', min: 1 },
  },
  changed(name, shape) {
    if (Object.hasOwn(newMembers, name)) return { ...shape, members: { ...newMembers[name], ...shape.members } };
    if (name === 'RestrictedInteger') return { ...shape, max: 100 };
    if (name === 'FilterValue') return withPattern(shape, '"-]', '"*-]');
    return withPattern(shape, 'aws(?:-[a-z-]+)?)', 'aws(?:-[a-z-]+)?|third-party)');
  },
};

function withPattern(shape: Shape, older: string, newer: string): Shape {
  return shape.pattern?.includes(older) ? { ...shape, pattern: shape.pattern.replace(older, newer) } : shape;
}
