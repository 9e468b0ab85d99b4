import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { flagOf, numberOf, present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { type Place, type RequestContext, SandboxFault } from '../../../service.ts';
import { putParameter } from '../../ssm/parameters/parameter-store.ts';
import { callEc2 } from '../call-service.ts';

/** An AMI that a distribution brought to an account and region. */
export interface DistributedAmi {
  readonly place: Place;
  readonly ami: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What of a distribution did not work, in the words of Image Builder and of who refused it. */
export interface FailedStep {
  readonly step: 'UPDATE_LAUNCH_TEMPLATES' | 'UPDATE_FAST_LAUNCH_CONFIGURATIONS' | 'EXPORT_AMI' | 'PUT_SSM_PARAMETERS';
  readonly message: string;
}

/**
 * Does what a distribution asks for beside the AMI itself: launch templates, fast launch, export to S3, parameters. Each
 * setting is for the account that it names, the building one unless it names any. Answers the first step that fails.
 */
export function finishDistribution(
  context: RequestContext,
  distribution: WireStructure,
  made: DistributedAmi,
): FailedStep | undefined {
  const here = contextIn(context, made.place, made.at);
  const isHere = (account: WireStructure[string]) => (textOf(account) ?? context.account) === made.place.account;
  const settings = (name: string) => structuresOf(distribution[name]);
  const steps: readonly (readonly [FailedStep['step'], () => void])[] = [
    [
      'UPDATE_LAUNCH_TEMPLATES',
      () => {
        for (const setting of settings('launchTemplateConfigurations'))
          if (isHere(setting.accountId)) addTemplateVersion(here, setting, made.ami);
      },
    ],
    [
      'UPDATE_FAST_LAUNCH_CONFIGURATIONS',
      () => {
        for (const setting of settings('fastLaunchConfigurations'))
          if (isHere(setting.accountId) && flagOf(setting.enabled)) enableFastLaunch(here, setting, made.ami);
      },
    ],
    [
      'EXPORT_AMI',
      () => {
        if (made.place.account === context.account)
          exportToS3(here, structureOf(distribution.s3ExportConfiguration), made.ami);
      },
    ],
    [
      'PUT_SSM_PARAMETERS',
      () => {
        for (const setting of settings('ssmParameterConfigurations'))
          if (isHere(setting.amiAccountId))
            putParameter(context.state, made.place, {
              name: textOf(setting.parameterName) ?? '',
              value: made.ami,
              dataType: setting.dataType === 'aws:ec2:image' ? 'aws:ec2:image' : 'text',
              now: made.at,
            });
      },
    ],
  ];
  for (const [step, act] of steps) {
    try {
      act();
    } catch (fault) {
      if (!(fault instanceof SandboxFault)) throw fault;
      return { step, message: fault.message };
    }
  }
  return undefined;
}

function addTemplateVersion(here: RequestContext, setting: WireStructure, ami: string): void {
  const LaunchTemplateId = textOf(setting.launchTemplateId);
  const made = callEc2(
    'CreateLaunchTemplateVersion',
    { LaunchTemplateId, SourceVersion: '$Latest', LaunchTemplateData: { ImageId: ami } },
    here,
  );
  const version = numberOf(structureOf(made.LaunchTemplateVersion).VersionNumber);
  if (flagOf(setting.setDefaultVersion) && version !== undefined)
    callEc2('ModifyLaunchTemplate', { LaunchTemplateId, DefaultVersion: String(version) }, here);
}

function enableFastLaunch(here: RequestContext, setting: WireStructure, ami: string): void {
  const template = structureOf(setting.launchTemplate);
  callEc2(
    'EnableFastLaunch',
    present({
      ImageId: ami,
      ResourceType: 'snapshot',
      SnapshotConfiguration: { TargetResourceCount: structureOf(setting.snapshotConfiguration).targetResourceCount },
      MaxParallelLaunches: setting.maxParallelLaunches,
      LaunchTemplate:
        setting.launchTemplate === undefined
          ? undefined
          : present({
              LaunchTemplateId: template.launchTemplateId,
              LaunchTemplateName: template.launchTemplateName,
              Version: template.launchTemplateVersion,
            }),
    }),
    here,
  );
}

function exportToS3(here: RequestContext, setting: WireStructure, ami: string): void {
  if (setting.s3Bucket === undefined) return;
  callEc2(
    'ExportImage',
    present({
      ImageId: ami,
      DiskImageFormat: setting.diskImageFormat,
      RoleName: setting.roleName,
      S3ExportLocation: present({ S3Bucket: setting.s3Bucket, S3Prefix: setting.s3Prefix }),
    }),
    here,
  );
}
