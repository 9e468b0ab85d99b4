import { get, given, list, overlayOf } from './parts.ts';

/** Sources: the service's model. CloudFormation's `Id` is the name of a project and the ARN of a report group. */
export const codebuild = overlayOf({
  resources: {
    projects: {
      readBy: [
        list('ListProjects', 'projects', { further: { id: '$row', name: '$row' } }),
        get('BatchGetProjects', 'projects', [given('names', 'name', 100)], { further: { id: 'name' } }),
      ],
    },
    report_groups: {
      readBy: [
        list('ListReportGroups', 'reportGroups', { further: { id: '$row', arn: '$row' } }),
        get('BatchGetReportGroups', 'reportGroups', [given('reportGroupArns', 'arn', 100)], { further: { id: 'arn' } }),
      ],
    },
  },
});
