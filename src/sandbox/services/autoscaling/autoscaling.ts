import { requestContext } from '../../kit/request-context.ts';
import type { Clock, SandboxService, SandboxState } from '../../service.ts';
import { groupsTable } from './groups/group-record.ts';
import { groups } from './groups/group-store.ts';
import {
  createAutoScalingGroup,
  deleteAutoScalingGroup,
  describeAutoScalingGroups,
  describeAutoScalingInstances,
  setDesiredCapacity,
  updateAutoScalingGroup,
} from './groups/groups.ts';
import { settleInTime } from './groups/settle-group.ts';
import {
  createLaunchConfiguration,
  deleteLaunchConfiguration,
  describeLaunchConfigurations,
} from './launch-configurations/launch-configurations.ts';
import { groupType } from './resource-types/group-type.ts';
import { launchConfigurationType } from './resource-types/launch-configuration-type.ts';
import { autoscalingTables } from './stored-tables.ts';
import { createOrUpdateTags, deleteTags, describeTags } from './tags.ts';

/** EC2 Auto Scaling as far as groups go: they keep as many instances as they should; there are no policies and no schedules. */
export const autoscaling: SandboxService = {
  service: 'autoscaling',
  tables: autoscalingTables,
  operations: {
    CreateAutoScalingGroup: createAutoScalingGroup,
    CreateLaunchConfiguration: createLaunchConfiguration,
    CreateOrUpdateTags: createOrUpdateTags,
    DeleteAutoScalingGroup: deleteAutoScalingGroup,
    DeleteLaunchConfiguration: deleteLaunchConfiguration,
    DeleteTags: deleteTags,
    DescribeAutoScalingGroups: describeAutoScalingGroups,
    DescribeAutoScalingInstances: describeAutoScalingInstances,
    DescribeLaunchConfigurations: describeLaunchConfigurations,
    DescribeTags: describeTags,
    SetDesiredCapacity: setDesiredCapacity,
    UpdateAutoScalingGroup: updateAutoScalingGroup,
  },
  resourceTypes: {
    'AWS::AutoScaling::AutoScalingGroup': groupType,
    'AWS::AutoScaling::LaunchConfiguration': launchConfigurationType,
  },
  advance,
};

/** Instances that somebody has terminated are replaced. */
function advance(state: SandboxState, clock: Clock): void {
  for (const place of state.places(groupsTable)) {
    const context = requestContext({ place, state, clock });
    for (const group of groups(context).values()) settleInTime(group, context);
  }
}
